import { sql } from "kysely";
import type { FrequencyCap } from "@/lib/api/contracts/sending-limits";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Endings } from "@/lib/engine/early-end";
import { type Graph, graphSchema } from "@/lib/engine/graph";
import { type DraftExperiment, draftExperiment } from "@/lib/services/backtests/draft-experiment";
import { type DraftTrigger, draftTriggers } from "@/lib/services/backtests/match-triggers";
import type { SharedStanding } from "@/lib/services/backtests/standing";
import type { Candidate, EntrySettings } from "@/lib/services/runs/entry/entry-rule";
import type { BusinessHours } from "@/lib/time/business-hours";

/** Another workflow of the draft's exclusive group. */
export type Rival = Pick<Candidate, "workflowId" | "name" | "priority" | "createdAt">;

/** What one backtest is about, the same for every contact; read once. */
export interface Setting {
  graph: Graph;
  triggers: DraftTrigger[];
  /** Names of triggers that are not set up completely. */
  incomplete: string[];
  entry: EntrySettings;
  workflow: { id: string; name: string; priority: number; group: string | null; createdAt: string };
  settings: Candidate["settings"] & { serial?: string };
  endings: Endings;
  workspace: { id: string; name: string; timeZone: string; businessHours: BusinessHours | null };
  shared: SharedStanding;
  caps: FrequencyCap[];
  /** The other workflows of the exclusive group, empty without one. */
  rivals: Rival[];
  experiment: DraftExperiment | null;
  maxActivities: number;
  /** ISO 8601: the days looked at. */
  since: string;
  now: string;
}

/** Takes the backtest for this worker and reads what it is about; null when it is done or gone. */
export async function takeBacktest({
  ctx,
  backtestId,
}: {
  ctx: ServiceContext;
  backtestId: string;
}): Promise<Setting | null> {
  const row = await ctx.db
    .selectFrom("backtests as b")
    .innerJoin("workflows as w", (join) =>
      join.onRef("w.workspace_id", "=", "b.workspace_id").onRef("w.id", "=", "b.workflow_id"),
    )
    .innerJoin("workspaces as s", "s.id", "b.workspace_id")
    .select(["b.workflow_id", "b.days", "b.max_activities", "b.draft", "b.entry"])
    .select(["w.name", "w.settings", "w.priority", "w.exclusive_group", "w.created_at", "w.published_version_id"])
    .select(["s.name as workspace_name", "s.time_zone", "s.business_hours", "s.quiet_hours", "s.frequency_caps"])
    .select(sql<BusinessHours | null>`nullif(w.settings -> 'business_hours', 'null')`.as("workflow_hours"))
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
  const graph = graphSchema.parse(row.draft);
  const businessHours = row.business_hours as BusinessHours | null;
  return {
    graph,
    ...draftTriggers({ graph, workflowId: row.workflow_id }),
    entry: row.entry as EntrySettings,
    workflow: {
      id: row.workflow_id,
      name: row.name,
      priority: row.priority,
      group: row.exclusive_group,
      createdAt: row.created_at,
    },
    settings: row.settings as Setting["settings"],
    endings: row.settings as Endings,
    workspace: { id: ctx.workspaceId, name: row.workspace_name, timeZone: row.time_zone, businessHours },
    shared: {
      workspace_zone: row.time_zone,
      workspace_hours: businessHours,
      workflow_hours: row.workflow_hours,
      quiet_hours: row.quiet_hours as SharedStanding["quiet_hours"],
    },
    caps: row.frequency_caps as FrequencyCap[],
    rivals: await rivalsOf({ ctx, workflowId: row.workflow_id, group: row.exclusive_group }),
    experiment: await draftExperiment({
      ctx,
      workflowId: row.workflow_id,
      publishedVersionId: row.published_version_id,
      draft: graph,
    }),
    maxActivities: row.max_activities,
    since: new Date(Date.parse(ctx.now) - row.days * 86_400_000).toISOString(),
    now: ctx.now,
  };
}

async function rivalsOf(args: { ctx: ServiceContext; workflowId: string; group: string | null }): Promise<Rival[]> {
  const { ctx, workflowId, group } = args;
  if (group === null) return [];
  return ctx.db
    .selectFrom("workflows")
    .select(["id as workflowId", "name", "priority", "created_at as createdAt"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("exclusive_group", "=", group)
    .where("id", "<>", workflowId)
    .execute();
}
