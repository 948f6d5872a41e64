import postgres from "postgres";
import type { CallResult, Job, StepResult } from "./call.ts";
import type { CompiledFunction } from "./compile.ts";
import { jsonbText } from "./json.ts";

export const CHANNEL = "inngest_embedded";

export interface IncomingEvent {
  id: string;
  name: string;
  ts: number;
  data: Record<string, unknown>;
  user?: unknown;
  v?: string;
}
export interface CheckpointItem {
  job: string;
  generation: number;
  steps: StepResult[];
  /** Ends the run as failed with this message. */
  fail?: string;
}
export interface Turn {
  /** The database clock, ms since 1970. */
  now: number;
  /** Ms until the next scheduled job or cron slot; null when there is none. */
  next_in: number | null;
  more: boolean;
  jobs: Job[] | null;
  crons: { function: string; cron: string; slot: number }[] | null;
}
export type Store = ReturnType<typeof createStore>;

// The tables grow from empty faster than they are analysed, and plans of stored functions are kept: without these a plan
// made on an empty table would read whole tables for ever. Every access here has its index.
// Commits do not wait for the disk: what a crash of the database takes from here, the sweeper finds in the product's own rows.
const SESSION = ["role=app_runtime", "enable_seqscan=off", "jit=off", "synchronous_commit=off"]
  .map((setting) => `-c ${setting}`)
  .join(" ");

/** Options of a connection as role app_runtime, with the session's own login. */
export function connectionOptions({
  max,
  name,
}: {
  max: number;
  name: string;
}): postgres.Options<Record<string, never>> {
  return {
    max,
    connection: { application_name: name, options: SESSION },
    max_lifetime: null,
    onnotice: () => {},
  };
}

/** The executor's state: one stored function per transition, one round trip each. Ends with `close()`. */
export function createStore({ databaseUrl }: { databaseUrl: string }) {
  const sql = postgres(databaseUrl, connectionOptions({ max: 4, name: "leadloom executor" }));
  // Parameters go as text: bound to jsonb directly they would be stored as JSON strings.
  return {
    sql,
    now: async (): Promise<number> => {
      const [row] = await sql`select floor(extract(epoch from private.now()) * 1000)::text as now`;
      return Number(row?.now);
    },
    register: async (functions: (Omit<CompiledFunction, "crons"> & { crons: { cron: string; next: number }[] })[]) => {
      await sql`select inngest_embedded.register(${JSON.stringify(functions)}::text::jsonb)`;
    },
    ingest: async ({ events, wake }: { events: IncomingEvent[]; wake: boolean }): Promise<number> => {
      const [row] = await sql`select inngest_embedded.ingest(${jsonbText(events)}::text::jsonb, ${wake}) as started`;
      return Number(row?.started);
    },
    checkpoint: async (items: CheckpointItem[]): Promise<("ok" | "stale")[]> => {
      const [row] = await sql`select inngest_embedded.checkpoint(${jsonbText(items)}::text::jsonb) as answers`;
      return row?.answers;
    },
    turn: async (turn: {
      me: number;
      results: CallResult[];
      want: number;
      known: string[] | null;
      checkDead: boolean;
    }): Promise<Turn> => {
      const [row] = await sql`select inngest_embedded.turn(${turn.me}::int, ${jsonbText(turn.results)}::text::jsonb,
        ${turn.want}::int, ${turn.known && `{${turn.known.join(",")}}`}::text::bigint[], ${turn.checkDead}::boolean)::text as answer`;
      return JSON.parse(row?.answer);
    },
    fire: async (slot: { function: string; cron: string; slot: number; next: number; alone: boolean }) => {
      await sql`select inngest_embedded.fire(${slot.function}, ${slot.cron}, ${slot.slot}::bigint, ${slot.next}::bigint, ${slot.alone})`;
    },
    cancel: async (run: string): Promise<boolean> => {
      const [row] = await sql`select inngest_embedded.cancel(${run}::uuid) as done`;
      return row?.done === true;
    },
    prune: async (chunk: number): Promise<number> => {
      const [row] = await sql`select inngest_embedded.prune(${chunk}::int) as gone`;
      return Number(row?.gone);
    },
    pending: async (): Promise<number> => {
      const [row] = await sql`select inngest_embedded.pending()::int as n`;
      return Number(row?.n);
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
