import type { ServiceContext } from "@/lib/db/scoped";
import { lockConsent } from "@/lib/services/messages/lock-consent";

/** Marks a contact as not to be contacted, or lifts the mark. */
export async function setDoNotContact({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string; on: boolean };
}): Promise<{ changed: boolean }> {
  await lockConsent({ ctx, contactId: input.id });
  const changed = await ctx.db
    .updateTable("contacts")
    .set({ do_not_contact: input.on })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("deleted_at", "is", null)
    .where("do_not_contact", "!=", input.on)
    .returning("id")
    .executeTakeFirst();
  return { changed: changed !== undefined };
}
