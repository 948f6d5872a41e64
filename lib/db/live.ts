import postgres from "postgres";
import { watchLive } from "@/lib/db/lookup";
import { env } from "@/lib/env";

/** Something changed: what kind of thing, and its id. Bodies are fetched through the API, under row-level security. */
export interface Change {
  kind: "run" | "contact" | "mailbox" | "call" | "notification" | "task";
  id: string;
}
type Listener = (change: Change) => void;

const RENEW_MS = 60_000;

const store = globalThis as {
  leadloomLive?: {
    listeners: Map<string, Set<Listener>>;
    started: Promise<unknown>;
    renewing: ReturnType<typeof setInterval>;
  };
};

/**
 * Tells `listener` about changes in a workspace until the returned function is called. All subscribers of a process share
 * one LISTEN connection; the database only announces workspaces that somebody watches.
 */
export async function subscribe({
  workspaceId,
  listener,
}: {
  workspaceId: string;
  listener: Listener;
}): Promise<() => void> {
  store.leadloomLive ??= start();
  const { listeners, started } = store.leadloomLive;
  await started;
  const mine = listeners.get(workspaceId) ?? new Set();
  listeners.set(workspaceId, mine.add(listener));
  await watchLive(workspaceId);
  return () => {
    mine.delete(listener);
    if (mine.size === 0) listeners.delete(workspaceId);
  };
}

function start() {
  const listeners = new Map<string, Set<Listener>>();
  const sql = postgres(env().databaseSessionUrl, {
    max: 1,
    prepare: false,
    onnotice: () => {},
    connection: { application_name: "leadloom-live" },
  });
  const started = sql.listen("leadloom_live", (payload) => {
    const [workspaceId = "", kind, id = ""] = payload.split(":");
    for (const listener of listeners.get(workspaceId) ?? []) listener({ kind: kind as Change["kind"], id });
  });
  const renewing = setInterval(() => {
    for (const workspaceId of listeners.keys()) watchLive(workspaceId).catch(() => {});
  }, RENEW_MS);
  renewing.unref();
  return { listeners, started, renewing };
}
