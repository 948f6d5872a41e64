import type { ServiceInput } from "@/lib/api/contract";
import type { contacts } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { requireContact } from "@/lib/services/contacts/require-contact";

/** Adds a note that the timeline shows. @throws AppError 404 */
export async function addContactNote({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof contacts.addNote>;
}): Promise<{ id: string }> {
  await requireContact({ ctx, id: input.id });
  const id = ctx.newId();
  await ctx.db
    .insertInto("notes")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      contact_id: input.id,
      body: input.body,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  return { id };
}
