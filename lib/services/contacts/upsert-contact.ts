import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { contacts } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { createContact } from "@/lib/services/contacts/create-contact";
import { updateContact } from "@/lib/services/contacts/update-contact";

/** Updates the contact with this address, or creates it. Two at the same time make one contact. */
export async function upsertContact({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof contacts.upsert>;
}) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`contact:${ctx.workspaceId}:${input.email}`}, 0))`.execute(
    ctx.db,
  );
  const found = await ctx.db
    .selectFrom("contacts")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("email", "=", input.email as string)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (found) return { ...(await updateContact({ ctx, input: { ...input, id: found.id } })), created: false };
  return { ...(await createContact({ ctx, input })), created: true };
}
