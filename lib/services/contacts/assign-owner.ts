import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import type { MemberChoice } from "@/lib/nodes/node-context";
import { memberIds, pickMember } from "@/lib/services/members/pick-member";
import { lockConsent } from "@/lib/services/messages/lock-consent";

/**
 * Gives a contact an owner. With `keep` an owner who is still a member stays, and no turn is used up.
 * @throws AppError 404; 409 when nobody is left to pick
 */
export async function assignOwner({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string; choice: MemberChoice; keep: boolean; key: string };
}): Promise<{ ownerId: string | null; changed: boolean }> {
  await lockConsent({ ctx, contactId: input.id });
  const contact = await ctx.db
    .selectFrom("contacts")
    .select("owner_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("deleted_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!contact) throw notFound("contact");
  const before = contact.owner_id;
  if (input.keep && before && (await memberIds({ ctx, among: [before] })).length > 0)
    return { ownerId: before, changed: false };
  const ownerId = await pickMember({ ctx, choice: input.choice, ownerId: before, key: input.key });
  if (ownerId === before) return { ownerId, changed: false };
  await ctx.db
    .updateTable("contacts")
    .set({ owner_id: ownerId })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .execute();
  return { ownerId, changed: true };
}
