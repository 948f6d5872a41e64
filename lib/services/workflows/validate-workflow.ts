import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { findProblems } from "@/lib/services/workflows/find-problems";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { parseDraft } from "@/lib/services/workflows/parse-draft";

/** Lists the problems of the stored draft, or of a given one that need not be stored. @throws AppError 404; 422 when malformed */
export async function validateWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string; draft?: Record<string, unknown> };
}) {
  const row = await findWorkflow({ ctx, id: input.id });
  const graph = input.draft ? parseDraft(input.draft) : (row.draft as Graph);
  const problems = await findProblems({ ctx, graph });
  return { publishable: !problems.some((problem) => problem.severity === "error"), problems };
}
