import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { forms } from "@/lib/api/contracts/forms";
import type { ServiceContext } from "@/lib/db/scoped";
import { newFormContent } from "@/lib/forms";
import { newPublicId } from "@/lib/ids";
import { requireForm } from "@/lib/services/forms/form-rows";

/** Makes a form that nobody can see yet. */
export async function createForm({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof forms.create>;
}): Promise<Answer<typeof forms.create>> {
  const id = ctx.newId();
  await ctx.db
    .insertInto("forms")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      public_id: newPublicId(),
      name: input.name,
      draft: input.draft ?? newFormContent(input.name),
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  return requireForm({ ctx, id });
}
