import type { z } from "zod";
import type { ServiceInput } from "@/lib/api/contract";
import { consentChannels, type contactDetail, type contacts } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { contactColumns, toContact } from "@/lib/services/contacts/contact-row";

type Detail = z.input<typeof contactDetail>;

/** One contact with what may be sent to it. @throws AppError 404 */
export async function getContact({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof contacts.get>;
}): Promise<Detail> {
  const row = await ctx.db
    .selectFrom("contacts")
    .select(contactColumns)
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!row) throw notFound("contact");
  const consents = await ctx.db
    .selectFrom("current_consents")
    .select(["channel", "status", "at"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("contact_id", "=", input.id)
    .execute();
  const addresses = [row.email, row.phone].filter((address) => address !== null);
  const listed = addresses.length
    ? await ctx.db
        .selectFrom("suppressions")
        .select(["channel", "address", "reason", "created_at"])
        .where("workspace_id", "=", ctx.workspaceId)
        .where("channel", "in", consentChannels)
        .where("address", "in", addresses)
        .execute()
    : [];
  const suppressions = listed.map(({ address: _, ...one }) => one) as Detail["suppressions"];
  const ofEmail = suppressions.find(({ channel }) => channel === "email");
  const suppression = ofEmail ? { reason: ofEmail.reason, created_at: ofEmail.created_at } : null;
  return { ...toContact(row), consents: consents as Detail["consents"], suppression, suppressions };
}
