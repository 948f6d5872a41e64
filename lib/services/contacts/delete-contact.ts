import type { ServiceInput } from "@/lib/api/contract";
import type { contacts } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { lockConsent } from "@/lib/services/messages/lock-consent";

/** Takes a contact out of every list; its address is free again, and its runs exit before their next step. @throws AppError 404 */
export async function deleteContact({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof contacts.remove>;
}): Promise<{ deleted: true }> {
  await lockConsent({ ctx, contactId: input.id });
  const gone = await ctx.db
    .updateTable("contacts")
    .set({ deleted_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("deleted_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (!gone) throw notFound("contact");
  return { deleted: true };
}
