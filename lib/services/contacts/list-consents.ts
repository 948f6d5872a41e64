import type { z } from "zod";
import type { ServiceInput } from "@/lib/api/contract";
import type { consent, contacts } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { requireContact } from "@/lib/services/contacts/require-contact";

export const consentColumns = ["id", "channel", "status", "text", "source", "ip", "user_agent", "at"] as const;

/** Every consent of a contact with its proof, newest first. @throws AppError 404 */
export async function listConsents({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof contacts.consents>;
}) {
  await requireContact({ ctx, id: input.id });
  const rows = await ctx.db
    .selectFrom("contact_consents")
    .select(consentColumns)
    .where("workspace_id", "=", ctx.workspaceId)
    .where("contact_id", "=", input.id)
    .orderBy("seq", "desc")
    .limit(500)
    .execute();
  return { data: rows as z.input<typeof consent>[] };
}
