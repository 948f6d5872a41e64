import postgres, { type Sql } from "postgres";
import type { Graph } from "@/lib/engine/graph";
import type { RuntimeEvent } from "@/lib/runtime";
import type { Place } from "@/lib/services/runs/place";
import { createDatabase, type TestDatabase } from "./database.ts";
import { makeWorkspace, type TestWorkspace } from "./workspace.ts";

type NodeDraft = {
  id: string;
  type: string;
  config?: Record<string, unknown>;
  settings?: Record<string, unknown>;
  name?: string;
};
/** `"a -> b"`, or `"a.outlet -> b"`. */
type EdgeDraft = string;

export interface RunsHarness {
  database: TestDatabase;
  /** As administrator: fixtures and assertions. */
  sql: Sql;
  workspace: TestWorkspace;
  /** Events nobody has worked off yet, future ones included. */
  pending: () => RuntimeEvent[];
  /** Works off what is due, one call after the other, as the durable function does. Returns how many visits were made. */
  drain: (options?: { maxVisits?: number }) => Promise<number>;
  /** Makes the next events get lost, as a crash between commit and send would. */
  loseEvents: (lose: boolean) => void;
  /** Moves the product's clock. */
  pass: (interval: string) => Promise<void>;
  /** The product's clock, in milliseconds. */
  now: () => Promise<number>;
  publish: (args: {
    nodes: NodeDraft[];
    edges?: EdgeDraft[];
    name?: string;
    entry?: object;
    priority?: number;
    group?: string | null;
  }) => Promise<string>;
  addContact: (fields?: Record<string, unknown>) => Promise<string>;
  addTag: (contactId: string, tag: string) => Promise<void>;
  runs: (workflowId?: string) => Promise<Record<string, unknown>[]>;
  steps: (runId: string) => Promise<Record<string, unknown>[]>;
  decisions: (workflowId: string) => Promise<Record<string, unknown>[]>;
  end: () => Promise<void>;
}

/** A workspace on its own database, and a runtime in this process that a test drives by hand. */
export async function runsHarness({
  database: given,
  beginsHere = false,
}: {
  database?: TestDatabase;
  /** As in the product, where first steps need no runtime; without it a test sees every visit. */
  beginsHere?: boolean;
} = {}): Promise<RunsHarness> {
  const database = given ?? (await createDatabase());
  Object.assign(process.env, database.env, { LEADLOOM_CLOCK: "test" });
  const sql = postgres(database.adminUrl, { max: 4, onnotice: () => {} });
  const { bindRuntime } = await import("@/lib/runtime");
  const { visit } = await import("@/lib/services/runs/advance");
  const { RetryLater } = await import("@/lib/services/runs/place");
  const { commitAsMember, commitAsWorker } = await import("@/lib/services/commit");
  const { pool } = await import("@/lib/db/connect");
  const workspace = await makeWorkspace();
  const { workspaceId, actor } = workspace;

  let queue: (RuntimeEvent & { place?: Place; leaseRun?: string; made?: number })[] = [];
  const taken = new Set<string>();
  let lost = false;
  let runs = 0;
  bindRuntime({
    beginsHere,
    send: async (events) => {
      if (lost) throw new Error("The runtime is out of reach.");
      for (const event of events) {
        // Other functions than the one that moves tokens are called by their tests.
        if (event.name !== "workflow/run.advance" || taken.has(event.id)) continue;
        taken.add(event.id);
        queue.push(event);
      }
    },
  });

  async function now(): Promise<number> {
    const [row] = await sql`select private.now() as now`;
    return (row!.now as Date).getTime();
  }

  async function drain({ maxVisits = 1000 } = {}): Promise<number> {
    let visits = 0;
    for (;;) {
      const moment = await now();
      const next = queue.find((event) => (event.ts ?? 0) <= moment);
      if (!next || visits >= maxVisits) return visits;
      queue = queue.filter((event) => event !== next);
      const leaseRun = next.leaseRun ?? `run-${++runs}`;
      let at: Place | null = next.place ?? next.data;
      for (let made = next.made ?? 1; at; made++) {
        visits++;
        const place: Place = at;
        try {
          at = await visit({ at: place, leaseRun, last: made >= 200 });
        } catch (error) {
          if (!(error instanceof RetryLater)) throw error;
          queue.push({ ...next, ts: (await now()) + error.seconds * 1000, place, leaseRun, made });
          break;
        }
        if (visits >= maxVisits && at) {
          queue.push({ ...next, place: at, leaseRun, made: made + 1 });
          break;
        }
      }
    }
  }

  return {
    database,
    sql,
    workspace,
    pending: () => queue,
    drain,
    now,
    loseEvents: (lose) => {
      lost = lose;
    },
    pass: async (interval) => {
      await sql`update private.clock set shift = shift + ${interval}::interval`;
    },
    async publish({ nodes, edges, name = "Journey", entry, priority, group }) {
      const { createWorkflow } = await import("@/lib/services/workflows/create-workflow");
      const { updateWorkflow } = await import("@/lib/services/workflows/update-workflow");
      const { publishWorkflow } = await import("@/lib/services/workflows/publish-workflow");
      return commitAsMember({
        actor,
        fn: async (ctx) => {
          const made = await createWorkflow({ ctx, input: { name, draft: graphOf({ nodes, edges }) as never } });
          await updateWorkflow({
            ctx,
            input: {
              id: made.id,
              entry: {
                reentry: { mode: "never_while_inside", cooldown_hours: 24 },
                respect_do_not_contact: true,
                allow_own_events: false,
                ...entry,
              } as never,
              ...(priority ? { priority } : {}),
              ...(group !== undefined ? { exclusive_group: group } : {}),
            },
          });
          await publishWorkflow({ ctx, input: { id: made.id, note: "" } });
          return made.id;
        },
      });
    },
    addContact: (fields = {}) =>
      commitAsWorker({
        workspaceId,
        source: "test",
        fn: async (ctx) => {
          const id = ctx.newId();
          await ctx.db
            .insertInto("contacts")
            .values({ id, workspace_id: workspaceId, email: `${id}@example.test`, ...fields })
            .execute();
          return id;
        },
      }),
    addTag: async (contactId, tag) => {
      const { addTag } = await import("@/lib/services/contacts/add-tag");
      await commitAsWorker({
        workspaceId,
        source: "test",
        fn: (ctx) => addTag({ ctx, input: { id: contactId, tag } }),
      });
    },
    runs: async (workflowId) =>
      sql`select * from public.workflow_runs where workspace_id = ${workspaceId} and ${workflowId ? sql`workflow_id = ${workflowId}` : sql`true`} order by created_at, id`,
    steps: async (runId) => sql`select * from public.workflow_run_steps where run_id = ${runId} order by seq`,
    decisions: async (workflowId) =>
      sql`select * from public.entry_decisions where workflow_id = ${workflowId} order by created_at, id`,
    async end() {
      await pool().end({ timeout: 5 });
      await sql.end({ timeout: 5 });
      await database.drop();
    },
  };
}

/** A graph in few words. Without edges the nodes form a line. */
export function graphOf({ nodes, edges }: { nodes: NodeDraft[]; edges?: EdgeDraft[] }): Graph {
  const line = nodes.slice(1).map((node, n) => `${nodes[n]?.id} -> ${node.id}`);
  return {
    schemaVersion: 1,
    nodes: nodes.map(({ id, type, config = {}, settings = {}, name }, n) => ({
      id,
      key: `${type}_${n + 1}`,
      type,
      ...(name ? { name } : {}),
      config,
      settings: { retries: 0, onError: "stop", timeoutSeconds: 60, disabled: false, note: "", ...settings },
      position: { x: 0, y: n * 100 },
    })),
    edges: (edges ?? line).map((edge, n) => {
      const [from = "", target = ""] = edge.split("->").map((part) => part.trim());
      const [source = "", outlet = "out"] = from.split(".");
      return { id: `e${n}`, source, outlet, target };
    }),
    notes: [],
    settings: { maxVisits: 50 },
  } as Graph;
}
