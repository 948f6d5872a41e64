import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { runs } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { planRetry } from "@/lib/services/runs/plan-retry";
import { nodeName } from "@/lib/services/runs/present-run";
import { requireRetryable } from "@/lib/services/runs/require-retryable";
import { retryEffects } from "@/lib/services/runs/retry-effects";
import { versionGraph } from "@/lib/services/runs/version-graph";

/** What a retry would walk again and what would happen a second time; nothing is written. @throws as the retry itself; 404 */
export async function previewRetry({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof runs.previewRetry>;
}): Promise<Answer<typeof runs.previewRetry>> {
  const run = await ctx.db
    .selectFrom("workflow_runs")
    .select(["id", "workflow_id", "version_id", "root_run_id", "subject_id", "status"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!run) throw notFound("run");
  await requireRetryable({ ctx, workflowId: run.workflow_id });
  const plan = await planRetry({ ctx, run, input });
  const graph = await versionGraph({ ctx, versionId: run.version_id });
  const effects = await retryEffects({ ctx, run, plan });
  const ofChosen = () => retryEffects({ ctx, run, plan: { ...plan, again: plan.again.slice(0, 1) } });
  return {
    version: plan.version,
    steps: plan.again.map((step) => ({
      node_id: step.nodeId,
      name: nodeName({ graph, nodeId: step.nodeId }),
      path: step.path,
      visit: step.visit,
      status: step.status as Answer<typeof runs.previewRetry>["steps"][number]["status"],
    })),
    effects,
    repeated: effects.filter((effect) => effect.outcome === "repeated").length,
    must_choose: input.from === "step" && (await ofChosen()).some((effect) => effect.status === "done"),
  };
}
