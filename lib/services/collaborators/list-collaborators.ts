import type { Answer } from "@/lib/api/contract";
import type { collaborators } from "@/lib/api/contracts/collaborators";
import type { ServiceContext } from "@/lib/db/scoped";
import { collaboratorRows, presentCollaborator } from "@/lib/services/collaborators/collaborator-rows";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** Whom a workflow names, by name, and whether only they may change it. @throws AppError 404 */
export async function listCollaborators({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<Answer<typeof collaborators.list>> {
  const { restricted } = await findWorkflow({ ctx, id: input.id });
  const rows = await collaboratorRows({ ctx, workflowId: input.id }).orderBy("p.name").orderBy("c.user_id").execute();
  return { restricted, data: rows.map((row) => presentCollaborator({ ctx, row })) };
}
