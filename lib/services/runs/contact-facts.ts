import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts } from "@/lib/nodes/facts";

/** The columns a contact shows to nodes, templates and conditions, plus whether it is still there. */
export const contactColumns = [
  "id",
  "email",
  "phone",
  "first_name",
  "last_name",
  "company",
  "job_title",
  "status",
  "source",
  "tags",
  "score",
  "time_zone",
  "locale",
  "owner_id",
  "do_not_contact",
  "custom",
  "created_at",
  "updated_at",
  "last_activity_at",
] as const;

/** The same as one JSON object, for statements that fetch several things at once; `null` for a contact that was deleted. */
export const contactJson = ({ workspaceId, contactId }: { workspaceId: string; contactId: unknown }) =>
  sql<ContactFacts | null>`(select to_json(c) from (select ${sql.join(contactColumns.map((name) => sql.ref(name)))}
    from public.contacts where workspace_id = ${workspaceId} and id = ${contactId} and deleted_at is null) c)`;

/** A contact as it is now, or null when it was deleted. */
export async function readContactFacts({
  ctx,
  contactId,
}: {
  ctx: ServiceContext;
  contactId: string;
}): Promise<ContactFacts | null> {
  const row = await ctx.db
    .selectFrom("contacts")
    .select(contactColumns)
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", contactId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  return (row as ContactFacts | undefined) ?? null;
}
