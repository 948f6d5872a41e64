import type { ExperimentAnswer } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { findExperiment, presentExperiment } from "@/lib/services/experiments/experiment-rows";

/** @throws AppError 404 */
export async function getExperiment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<ExperimentAnswer> {
  return presentExperiment(await findExperiment({ ctx, id: input.id }));
}
