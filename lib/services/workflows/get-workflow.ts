import type { ServiceContext } from "@/lib/db/scoped";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { presentWorkflow } from "@/lib/services/workflows/present";

/** One workflow with its draft. @throws AppError 404 */
export async function getWorkflow({ ctx, input }: { ctx: ServiceContext; input: { id: string } }) {
  return presentWorkflow({ ctx, row: await findWorkflow({ ctx, id: input.id }) });
}
