import type { ServiceInput } from "@/lib/api/contract";
import type { contacts } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { cleanFields } from "@/lib/services/contacts/clean-fields";
import { requireFreeEmail } from "@/lib/services/contacts/create-contact";
import { getContact } from "@/lib/services/contacts/get-contact";
import { lockConsent } from "@/lib/services/messages/lock-consent";

/** Changes the fields given and leaves the others; custom fields are merged, null removes one. @throws AppError 404, 409, 422 */
export async function updateContact({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof contacts.update>;
}) {
  const { id, ifMatch: _, ...given } = input;
  await lockConsent({ ctx, contactId: id });
  const before = await ctx.db
    .selectFrom("contacts")
    .select("custom")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!before) throw notFound("contact");
  const fields = await cleanFields({ ctx, input: given });
  await requireFreeEmail({ ctx, email: fields.email ?? null, except: id });
  const custom =
    fields.custom &&
    Object.fromEntries(
      Object.entries({ ...(before.custom as object), ...fields.custom }).filter(([, value]) => value !== null),
    );
  if (Object.keys(fields).length > 0)
    await ctx.db
      .updateTable("contacts")
      .set({ ...fields, ...(custom ? { custom } : {}) })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .execute();
  return getContact({ ctx, input: { id } });
}
