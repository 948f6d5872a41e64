import postgres from "postgres";
import { CHANNEL, connectionOptions } from "./store.ts";

export interface Liveness {
  /** This executor's id; null while it has no session and so must not claim. */
  id: () => number | null;
  stop: () => Promise<void>;
}

/**
 * Holds one database session for as long as the process lives: its advisory lock says that this executor is alive, and
 * the database frees it the moment the process or the connection dies. After a lost session it enters again under a new
 * id. Resolves once it has entered.
 */
export async function startLiveness({
  databaseUrl,
  name,
  onWake,
}: {
  databaseUrl: string;
  name: string;
  onWake: () => void;
}): Promise<Liveness> {
  let id: number | null = null;
  let stopped = false;
  let entering = false;

  const session = postgres(databaseUrl, {
    ...connectionOptions({ max: 1, name: "leadloom executor session" }),
    idle_timeout: 0,
    onclose: () => {
      id = null;
      if (!stopped) void reenter();
    },
  });
  const listener = postgres(databaseUrl, connectionOptions({ max: 1, name: "leadloom executor wake" }));

  async function enter(): Promise<void> {
    const [row] = await session`select inngest_embedded.enter(${name}) as id`;
    id = Number(row?.id);
  }

  async function reenter(): Promise<void> {
    if (entering) return;
    entering = true;
    for (let wait = 50; !stopped && id === null; wait = Math.min(wait * 2, 1000)) {
      await new Promise((resolve) => setTimeout(resolve, wait));
      await enter().catch(() => {});
    }
    entering = false;
    onWake();
  }

  await enter();
  await listener.listen(CHANNEL, onWake, onWake);
  return {
    id: () => id,
    async stop() {
      stopped = true;
      await Promise.all([session.end({ timeout: 1 }), listener.end({ timeout: 1 })]);
    },
  };
}
