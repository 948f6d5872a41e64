import type { ServiceContext } from "@/lib/db/scoped";
import { contactName } from "@/lib/services/contacts/contact-row";

/** Whose numbers these are: the oldest contact with each. */
export async function contactsByNumber({
  ctx,
  numbers,
}: {
  ctx: ServiceContext;
  numbers: string[];
}): Promise<Map<string, { id: string; name: string }>> {
  if (numbers.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom("contacts")
    .select(["id", "phone", "email", "first_name", "last_name"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("phone", "in", [...new Set(numbers)])
    .where("deleted_at", "is", null)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return new Map(rows.map((row) => [row.phone as string, { id: row.id, name: contactName(row) }]));
}
