import type { Kysely } from "kysely";
import { pool, retirePool } from "@/lib/db/connect";
import type { Database } from "@/lib/db/database";
import { kyselyOn } from "@/lib/db/dialect";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";

export type Role = "owner" | "admin" | "editor" | "viewer";

/** Who asks. The role is what the caller looked up; the database checks it again by itself. */
export type Actor =
  | { kind: "user"; userId: string; role: Role; workspaceId: string }
  | { kind: "key"; keyId: string; role: Role; scopes: string[]; workspaceId: string };

/** Why something happens: a step of a run says which, one level deeper than what started the run. */
export interface Causation {
  depth: number;
  run_id: string;
  workflow_id: string;
}

/** What a service gets: one open transaction under one role and workspace, the clock, and a place for what follows the commit. */
export interface ServiceContext {
  db: Kysely<Database>;
  workspaceId: string;
  /** Null for the worker: jobs, webhooks and visitors. */
  actor: Actor | null;
  /** The instant of this transaction by the product's clock, ISO 8601. */
  now: string;
  newId(): string;
  /** Makes this transaction's commit wait for the disk after all: something outside will rely on it. */
  mustLast(): Promise<void>;
  /** Runs after the commit, never when the transaction failed. */
  afterCommit(hook: () => Promise<void>): void;
  /** Activities this transaction has recorded so far, in order. */
  recorded(): Promise<string[]>;
}

/** What a door hands back: the service's value, and the activities recorded on the way. */
export interface Committed<T> {
  value: T;
  activityIds: string[];
  afterCommit: (() => Promise<void>)[];
}

interface Options<T> {
  workspaceId: string;
  role: "app_member" | "app_worker";
  actor: Actor | null;
  source: string;
  causation?: Causation;
  /** False: what is recorded starts no workflow (imports). */
  dispatch?: boolean;
  /**
   * False: the commit does not wait for the disk. Only for work whose loss in a crash of the database is found and done
   * again from rows that were committed durably before.
   */
  durable?: boolean;
  fn: (ctx: ServiceContext) => Promise<T>;
}

/** Opens a transaction for a person or an API key. Row-level security answers by membership. */
export function asMember<T>({
  actor,
  source,
  fn,
}: {
  actor: Actor;
  source?: string;
  fn: Options<T>["fn"];
}): Promise<Committed<T>> {
  return transact({
    workspaceId: actor.workspaceId,
    role: "app_member",
    actor,
    source: source ?? (actor.kind === "key" ? "api" : "app"),
    fn,
  });
}

/** Opens a transaction for jobs, webhooks and visitors of one workspace. */
export function asWorker<T>(
  args: Omit<Options<T>, "role" | "actor" | "source"> & { source?: string },
): Promise<Committed<T>> {
  return transact({ ...args, role: "app_worker", actor: null, source: args.source ?? "system" });
}

async function transact<T>(options: Options<T>): Promise<Committed<T>> {
  const { workspaceId, role, actor, source, causation } = options;
  const prepare = env().databasePrepare;
  const hooks: (() => Promise<void>)[] = [];
  const life = { over: false };
  const sql = pool();
  const done = await sql
    .begin(async (tx) => {
      const [first] = await tx.unsafe(
        `select set_config('app.workspace_id', $1, true), set_config('app.user_id', $2, true), set_config('app.api_key_id', $3, true),
        set_config('app.source', $4, true), set_config('app.causation', $5, true), set_config('app.dispatch', $6, true),
        set_config('app.recorded', '', true), private.open_clock() as now,
        set_config('synchronous_commit', case $8 when 'off' then 'off' else current_setting('synchronous_commit') end, true),
        set_config('role', $7, true)`,
        [
          workspaceId,
          actor?.kind === "user" ? actor.userId : "",
          actor?.kind === "key" ? actor.keyId : "",
          source,
          causation ? JSON.stringify(causation) : "",
          options.dispatch === false ? "off" : "",
          role,
          options.durable === false ? "off" : "",
        ],
        { prepare },
      );
      const recorded = async () => {
        if (life.over) throw new Error("This transaction has ended; its connection may be lost.");
        const [row] = await tx.unsafe(`select current_setting('app.recorded', true) as ids`, [], { prepare });
        return row?.ids ? (row.ids as string).split(",") : [];
      };
      const ctx: ServiceContext = {
        db: kyselyOn({ tx: tx as never, prepare, life }),
        workspaceId,
        actor,
        now: first?.now as string,
        newId,
        mustLast: async () => {
          await tx.unsafe(`select set_config('synchronous_commit', 'on', true)`, [], { prepare });
        },
        afterCommit: (hook) => hooks.push(hook),
        recorded,
      };
      const value = await options.fn(ctx);
      // Not awaited: it travels together with the COMMIT that follows.
      const ids = recorded();
      ids.catch(() => {});
      return { value, ids };
    })
    .finally(() => {
      life.over = true;
    })
    .catch((error) => {
      if (isLost(error)) retirePool(sql);
      return translate(error);
    });
  return { value: done.value as T, activityIds: await done.ids, afterCommit: hooks };
}

const LOST = new Set(["CONNECTION_CLOSED", "CONNECTION_DESTROYED", "57P01"]);
const UNREACHABLE = new Set([...LOST, "CONNECT_TIMEOUT", "ECONNREFUSED", "57P03"]);

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? "";

/** The connection broke in the middle, or the server ended it. */
function isLost(error: unknown): boolean {
  return LOST.has(codeOf(error));
}

/** Refusals of the database that a person can act on; everything else stays a bug. */
function translate(error: unknown): never {
  if (codeOf(error) === "42501") throw new AppError("forbidden", "Your role does not allow this.", { cause: error });
  if (UNREACHABLE.has(codeOf(error)))
    throw new AppError("unavailable", "The database is not reachable right now. Try again in a moment.", {
      retryAfterSeconds: 2,
      cause: error,
    });
  throw error;
}
