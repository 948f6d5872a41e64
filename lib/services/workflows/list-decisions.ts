import type { ServiceInput } from "@/lib/api/contract";
import type { EntryDecision, workflowRuns } from "@/lib/api/contracts/workflow-runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { events } from "@/lib/events";
import { newestFirst } from "@/lib/services/newest-first";
import { personOf } from "@/lib/services/runs/present-run";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** Who did or did not enter a workflow and why, newest first. @throws AppError 404 */
export async function listDecisions({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof workflowRuns.decisions>;
}) {
  await findWorkflow({ ctx, id: input.id });
  const query = decisionRows(ctx)
    .where("d.workflow_id", "=", input.id)
    .$if(input.contact !== undefined, (query) => query.where("d.contact_id", "=", input.contact as string))
    .$if(input.activity !== undefined, (query) => query.where("d.activity_id", "=", input.activity as string))
    .$if(input.entered !== undefined, (query) => query.where("d.entered", "=", input.entered === "true"));
  const { rows, ...more } = await newestFirst({ query, of: "d", input });
  return { data: rows.map(presentDecision), ...more };
}

/** The query every answer about decisions starts from. */
export function decisionRows(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("entry_decisions as d")
    .innerJoin("workflow_versions as v", (join) =>
      join.onRef("v.workspace_id", "=", "d.workspace_id").onRef("v.id", "=", "d.version_id"),
    )
    .leftJoin("contacts as c", (join) =>
      join.onRef("c.workspace_id", "=", "d.workspace_id").onRef("c.id", "=", "d.contact_id"),
    )
    .leftJoin("activities as a", (join) =>
      join.onRef("a.workspace_id", "=", "d.workspace_id").onRef("a.id", "=", "d.activity_id"),
    )
    .select([
      "d.id",
      "d.entered",
      "d.rule",
      "d.reason",
      "d.detail",
      "d.run_id",
      "d.created_at",
      "d.contact_id",
      "d.activity_id",
      "v.number as version",
      "a.type as activity_type",
      "c.email",
      "c.first_name",
      "c.last_name",
    ])
    .where("d.workspace_id", "=", ctx.workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof decisionRows>["executeTakeFirstOrThrow"]>>;

/** One decision as the API shows it. */
export function presentDecision(row: Row): EntryDecision {
  const label = events[row.activity_type as keyof typeof events]?.label ?? row.activity_type ?? "";
  return {
    id: row.id,
    contact: personOf({ ...row, id: row.contact_id }),
    entered: row.entered,
    rule: row.rule,
    reason: row.reason,
    detail: row.detail as Record<string, unknown>,
    activity: row.activity_id && row.activity_type ? { id: row.activity_id, type: row.activity_type, label } : null,
    version: row.version,
    run_id: row.run_id,
    at: row.created_at,
  };
}
