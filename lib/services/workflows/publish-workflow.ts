import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { workflows } from "@/lib/api/contracts/workflows";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { AppError } from "@/lib/errors";
import { registry } from "@/lib/nodes/registry";
import { requireNoExperiment } from "@/lib/services/experiments/require-no-experiment";
import { requireNoMove } from "@/lib/services/moves/require-no-move";
import { startMove } from "@/lib/services/moves/start-move";
import type { TestedWorkflow } from "@/lib/services/simulations/dry-run";
import { runEach, testedWorkflow } from "@/lib/services/test-cases/run-test-cases";
import { findProblems } from "@/lib/services/workflows/find-problems";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { makeLive } from "@/lib/services/workflows/make-live";
import { parseDraft } from "@/lib/services/workflows/parse-draft";
import { presentWorkflow } from "@/lib/services/workflows/present";
import { requireRevision } from "@/lib/services/workflows/require-revision";

/**
 * Makes the draft the live version: an immutable row with the next number, its triggers for dispatch to find, status live.
 * People in older versions stay there unless `people` says otherwise; then they are moved in the background.
 * A paused workflow stays paused, so that nobody held inside moves before someone resumes it; a stopped one is live again.
 * @throws AppError 422 not_publishable naming every field and every test case that stands in the way, or validation naming choices for people that cannot be carried out; 409 revision_conflict, or while an experiment runs (`details.experiment`) or people are being moved (`details.move`); 404. Then nothing is written
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
  // People are divided between versions that have the triggers of the live one; another live version could break that.
  await requireNoExperiment({ ctx, workflowId: row.id, advice: "Stop it, or declare its winner, before you publish." });
  await requireNoMove({ ctx, workflowId: row.id, advice: "Publish when that is done, or stop it first." });
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
  await makeLive({ ctx, workflow: row, versionId, graph, revision: row.revision });
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
