import type { ServiceContext } from "@/lib/db/scoped";

/** Writes a note on a contact. Returns its id. */
export async function addNote({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string; body: string };
}): Promise<{ noteId: string }> {
  const noteId = ctx.newId();
  await ctx.db
    .insertInto("notes")
    .values({
      id: noteId,
      workspace_id: ctx.workspaceId,
      contact_id: input.id,
      body: input.body.slice(0, 10_000),
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  return { noteId };
}
