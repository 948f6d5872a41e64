import type { ServiceInput } from "@/lib/api/contract";
import type { workflows } from "@/lib/api/contracts/workflows";
import type { ServiceContext } from "@/lib/db/scoped";
import { emptyGraph } from "@/lib/engine/graph";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { parseDraft } from "@/lib/services/workflows/parse-draft";
import { presentWorkflow } from "@/lib/services/workflows/present";

/** Creates a workflow as a draft, empty or with a given graph. @throws AppError 422 when the graph is malformed */
export async function createWorkflow({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof workflows.create>;
}) {
  const id = ctx.newId();
  await ctx.db
    .insertInto("workflows")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      name: input.name,
      description: input.description ?? "",
      draft: input.draft ? parseDraft(input.draft) : emptyGraph(),
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  return presentWorkflow({ ctx, row: await findWorkflow({ ctx, id }) });
}
