import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { workflows } from "@/lib/api/contracts/workflows";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { AppError } from "@/lib/errors";
import { registry } from "@/lib/nodes/registry";
import { startMove } from "@/lib/services/moves/start-move";
import { clockKey, saveSchedules } from "@/lib/services/schedules/save-schedules";
import type { TestedWorkflow } from "@/lib/services/simulations/dry-run";
import { saveSplits } from "@/lib/services/splits/save-splits";
import { runEach, testedWorkflow } from "@/lib/services/test-cases/run-test-cases";
import { findProblems } from "@/lib/services/workflows/find-problems";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { parseDraft } from "@/lib/services/workflows/parse-draft";
import { presentWorkflow } from "@/lib/services/workflows/present";
import { requireRevision } from "@/lib/services/workflows/require-revision";

/**
 * Makes the draft the live version: an immutable row with the next number, its triggers for dispatch to find, status live.
 * People in older versions stay there unless `people` says otherwise; then they are moved in the background.
 * A paused workflow stays paused, so that nobody held inside moves before someone resumes it; a stopped one is live again.
 * @throws AppError 422 not_publishable naming every field and every test case that stands in the way, or validation naming choices for people that cannot be carried out; 409 revision_conflict; 404. Then nothing is written
 */
export async function publishWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof workflows.publish>;
}) {
  const row = await findWorkflow({ ctx, id: input.id, lock: true });
  await requireRevision({ ctx, row, revision: input.ifMatch });
  const graph = parseDraft(row.draft);
  const errors = (await findProblems({ ctx, graph })).filter((problem) => problem.severity === "error");
  if (errors.length > 0) {
    throw new AppError(
      "not_publishable",
      errors.length === 1 ? errors[0]!.message : `${errors.length} problems stand in the way of publishing.`,
      {
        fields: errors.map(({ path, message }) => ({ path, message })),
      },
    );
  }
  if (!input.force) await requirePassing({ ctx, graph, workflow: testedWorkflow(row) });
  const versionId = ctx.newId();
  await ctx.db
    .insertInto("workflow_versions")
    .values({
      id: versionId,
      workspace_id: ctx.workspaceId,
      workflow_id: row.id,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from public.workflow_versions where workspace_id = ${ctx.workspaceId} and workflow_id = ${row.id})`,
      graph,
      sends: graph.nodes.some((node) => registry.get(node.type)?.sends && !node.settings.disabled),
      note: input.note,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  await ctx.db
    .deleteFrom("workflow_triggers")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", row.id)
    .execute();
  await ctx.db
    .insertInto("workflow_triggers")
    .values(triggerRows({ ctx, graph, workflowId: row.id, versionId }))
    .execute();
  await saveSchedules({ ctx, graph, workflowId: row.id });
  await saveSplits({ ctx, graph, workflowId: row.id });
  await ctx.db
    .updateTable("workflows")
    .set({
      status: row.status === "paused" ? "paused" : "live",
      published_version_id: versionId,
      published_revision: row.revision,
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", row.id)
    .execute();
  const choices = input.people ?? { default: "stay" as const, nodes: {}, waits: "keep" as const };
  const moveId = await startMove({ ctx, workflowId: row.id, versionId, after: graph, choices });
  return { ...(await presentWorkflow({ ctx, row: await findWorkflow({ ctx, id: row.id }) })), move_id: moveId };
}

/** What the workflow is expected to do must still be so. @throws AppError 422 not_publishable naming the cases that fail */
async function requirePassing({
  ctx,
  graph,
  workflow,
}: {
  ctx: ServiceContext;
  graph: Graph;
  workflow: TestedWorkflow;
}): Promise<void> {
  const failing = (await runEach({ ctx, graph, workflow })).filter((one) => !one.passed);
  if (failing.length === 0) return;
  const what = failing.length === 1 ? `The test case "${failing[0]!.name}" fails` : `${failing.length} test cases fail`;
  throw new AppError("not_publishable", `${what}. Change the draft or the test, or publish anyway with force.`, {
    fields: failing.map(({ id, name, failures }) => ({ path: `test_cases.${id}`, message: `${name}: ${failures[0]}` })),
  });
}

/** What dispatch looks up: one row per trigger node and event, with the key that narrows it. */
function triggerRows({
  ctx,
  graph,
  workflowId,
  versionId,
}: {
  ctx: ServiceContext;
  graph: Graph;
  workflowId: string;
  versionId: string;
}) {
  return graph.nodes.flatMap((node) => {
    const definition = registry.get(node.type);
    const match = definition?.trigger;
    if (!definition || !match || node.settings.disabled) return [];
    const config = definition.config.parse(node.config);
    const often = match.often?.(config) ?? null;
    return match.events.map((event) => ({
      id: ctx.newId(),
      workspace_id: ctx.workspaceId,
      workflow_id: workflowId,
      version_id: versionId,
      node_id: node.id,
      event_type: event,
      // Whoever asks by hand names the workflow, which a node does not know of itself.
      key:
        event === "workflow.requested"
          ? workflowId
          : match.clock
            ? clockKey({ workflowId, nodeId: node.id })
            : (match.key?.(config) ?? null),
      conditions: match.conditions?.(config) ?? null,
      times: often?.times ?? 1,
      within_hours: often?.withinHours ?? null,
    }));
  });
}
