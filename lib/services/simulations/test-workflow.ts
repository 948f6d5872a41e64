import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { simulations } from "@/lib/api/contracts/simulations";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Endings } from "@/lib/engine/early-end";
import type { Graph } from "@/lib/engine/graph";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { dryRun } from "@/lib/services/simulations/dry-run";
import { presentSimulation } from "@/lib/services/simulations/present-simulation";
import { testStep } from "@/lib/services/simulations/test-step";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { parseDraft } from "@/lib/services/workflows/parse-draft";

/**
 * Tries one step, or the whole graph for one contact, with a clock of its own. Reads what decides about sending as it is
 * now; sends nothing and writes nothing.
 * @throws AppError 404; 422 when the graph is malformed, the step, contact or activity does not exist
 */
export async function testWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof simulations.test>;
}): Promise<Answer<typeof simulations.test>> {
  const row = await findWorkflow({ ctx, id: input.id });
  await requireAccess({ ctx, workflowId: row.id, to: "edit" });
  const graph = parseDraft(input.graph ?? (row.draft as Graph));
  const workflow = { id: row.id, name: row.name, endings: row.settings as Endings };
  const { simulation, person, trigger } =
    input.mode === "step"
      ? await testStep({ ctx, graph, workflow, input })
      : await dryRun({ ctx, graph, workflow, input });
  return { mode: input.mode, trigger, ...(await presentSimulation({ ctx, graph, simulation, person })) };
}
