import { sql } from "kysely";
import { DateTime } from "luxon";
import type { BacktestResult } from "@/lib/api/contracts/backtests";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import type { Endings } from "@/lib/engine/early-end";
import { type Graph, graphSchema } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";
import { liveCounts } from "@/lib/services/backtests/live-counts";
import { type DraftTrigger, draftTriggers } from "@/lib/services/backtests/match-triggers";
import { type Batch, readBatch, seqBefore } from "@/lib/services/backtests/read-batch";
import { Replay } from "@/lib/services/backtests/replay";
import type { SharedStanding } from "@/lib/services/backtests/standing";
import { Tally } from "@/lib/services/backtests/tally";
import type { EntrySettings } from "@/lib/services/runs/entry/entry-rule";
import { isInfrastructure } from "@/lib/services/runs/is-infrastructure";

/** Activities read and replayed at a time: what is held in memory besides the counts. */
const BATCH = 1000;

const ASSUMPTIONS = [
  "Contacts, consent and segments are taken as they are now, not as they were then.",
  "Waits for an event are taken to end by their time, and providers to accept what is sent.",
  "Frequency caps, exclusive groups and entries before these days are not counted.",
];

/**
 * Works off one backtest: reads the stored activities in batches, decides about each as dispatch would, simulates the runs of
 * those that enter, and writes the sums. Starts over when it is called for one that was interrupted; one that is done is left alone.
 * @throws when the database cannot be reached; any other failure is written into the row
 */
export async function runBacktest({
  workspaceId,
  backtestId,
}: {
  workspaceId: string;
  backtestId: string;
}): Promise<void> {
  const began = performance.now();
  const work = <T>(fn: (ctx: ServiceContext) => Promise<T>) => asWorker({ workspaceId, fn }).then(({ value }) => value);
  const taken = await work((ctx) => take({ ctx, backtestId }));
  if (!taken) return;
  try {
    const { row, workspace, shared, endings, now } = taken;
    const graph = graphSchema.parse(row.draft);
    const { triggers, incomplete } = draftTriggers({ graph, workflowId: row.workflow_id });
    const since = new Date(Date.parse(now) - row.days * 86_400_000).toISOString();
    const tally = new Tally();
    const entry = row.entry as EntrySettings;
    const replay = new Replay({
      graph,
      triggers,
      entry,
      workspace,
      workflow: { id: row.workflow_id, name: row.name },
      tally,
      shared,
      endings,
    });
    const types = [...new Set(triggers.map((trigger: DraftTrigger) => trigger.type))];
    let after = types.length === 0 ? 0 : await work((ctx) => seqBefore({ ctx, types, since }));
    let cutOff = false;
    for (let more = types.length > 0; more; ) {
      const size = Math.min(BATCH, row.max_activities - tally.activities);
      if (size <= 0) {
        cutOff = true;
        break;
      }
      const segmentId = entry.segment_gate?.segment_id ?? null;
      const { batch, ctx } = await work(async (ctx) => ({
        batch: await nextBatch({ ctx, backtestId, seen: tally.activities, types, after, since, size, segmentId }),
        ctx,
      }));
      await replay.batch({ batch, ctx });
      after = batch.activities.at(-1)?.seq ?? after;
      more = batch.activities.length === size;
    }
    const live = await work((ctx) => liveCounts({ ctx, workflowId: row.workflow_id, since }));
    const skipped = incomplete.map((name) => `The trigger "${name}" is not set up completely and was left out.`);
    const result = summary({
      tally,
      graph,
      since,
      now,
      cutOff,
      live,
      began,
      contacts: replay.contacts,
      notes: skipped,
    });
    await work((ctx) => finish({ ctx, backtestId, seen: tally.activities, set: { status: "done", result } }));
  } catch (error) {
    if (isInfrastructure(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    await work((ctx) => finish({ ctx, backtestId, seen: 0, set: { status: "failed", error: message.slice(0, 1000) } }));
  }
}

async function take({ ctx, backtestId }: { ctx: ServiceContext; backtestId: string }) {
  const row = await ctx.db
    .selectFrom("backtests as b")
    .innerJoin("workflows as w", (join) =>
      join.onRef("w.workspace_id", "=", "b.workspace_id").onRef("w.id", "=", "b.workflow_id"),
    )
    .innerJoin("workspaces as s", "s.id", "b.workspace_id")
    .select(["b.workflow_id", "b.days", "b.max_activities", "b.draft", "b.entry", "b.status", "w.name"])
    .select(["s.name as workspace_name", "s.time_zone", "s.business_hours", "s.quiet_hours"])
    .select(sql<unknown>`nullif(w.settings -> 'business_hours', 'null')`.as("workflow_hours"))
    .select("w.settings")
    .where("b.workspace_id", "=", ctx.workspaceId)
    .where("b.id", "=", backtestId)
    .where("b.status", "in", ["queued", "running"])
    .forUpdate("b")
    .executeTakeFirst();
  if (!row) return null;
  await ctx.db
    .updateTable("backtests")
    .set({ status: "running", started_at: ctx.now, heartbeat_at: ctx.now, seen: 0 })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", backtestId)
    .execute();
  const { workspace_name, time_zone, business_hours, quiet_hours, workflow_hours, settings, ...own } = row;
  const workspace = {
    id: ctx.workspaceId,
    name: workspace_name,
    timeZone: time_zone,
    businessHours: business_hours as never,
  };
  const shared = {
    workspace_zone: time_zone,
    workspace_hours: business_hours,
    workflow_hours,
    quiet_hours,
  } as SharedStanding;
  return { row: own, workspace, shared, endings: settings as Endings, now: ctx.now };
}

async function nextBatch(args: Parameters<typeof readBatch>[0] & { backtestId: string; seen: number }): Promise<Batch> {
  const { ctx, backtestId, seen } = args;
  await ctx.db
    .updateTable("backtests")
    .set({ seen, heartbeat_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", backtestId)
    .execute();
  return readBatch(args);
}

function finish(args: {
  ctx: ServiceContext;
  backtestId: string;
  seen: number;
  set: { status: "done"; result: BacktestResult } | { status: "failed"; error: string };
}) {
  const { ctx, backtestId, seen, set } = args;
  return ctx.db
    .updateTable("backtests")
    .set({ ...set, seen, ended_at: ctx.now, heartbeat_at: ctx.now } as never)
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", backtestId)
    .where("status", "=", "running")
    .execute();
}

function summary(args: {
  tally: Tally;
  graph: Graph;
  since: string;
  now: string;
  cutOff: boolean;
  live: BacktestResult["live"];
  began: number;
  contacts: number;
  notes: string[];
}): BacktestResult {
  const { tally, graph, since, now, cutOff, live, began, contacts, notes } = args;
  const names = new Map(graph.nodes.map((node) => [node.id, node.name ?? registry.get(node.type)?.label ?? node.key]));
  return {
    from: since,
    to: DateTime.fromISO(now).toUTC().toISO() ?? now,
    activities: tally.activities,
    matched: tally.matched,
    cut_off: cutOff,
    entered: tally.entered,
    contacts,
    by_day: tally.byDay(),
    sample: tally.sample,
    refused: tally.refused(),
    ended: tally.ended,
    sends: tally.sent((nodeId) => names.get(nodeId) ?? nodeId),
    cost: { currency: "USD", total_micros: tally.cost, by_kind: tally.costByKind },
    live,
    assumptions: [...ASSUMPTIONS, ...notes],
    seconds: Math.round((performance.now() - began) / 10) / 100,
  };
}
