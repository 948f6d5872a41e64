import type { ServiceContext } from "@/lib/db/scoped";

const columns = [
  "id",
  "email",
  "phone",
  "first_name",
  "last_name",
  "company",
  "job_title",
  "time_zone",
  "locale",
  "custom",
  "tags",
  "do_not_contact",
  "first_touch",
] as const;

/**
 * The contact that sent these addresses, locked until the transaction ends: by email, else by phone.
 * The lock is one that rows referring to the contact do not wait for: who holds its consent lock may be writing one.
 * A phone shared with someone who has another email address does not count: answers would reach the wrong person.
 */
export async function findSubmitter({
  ctx,
  email,
  phone,
}: {
  ctx: ServiceContext;
  email: string | null;
  phone: string | null;
}) {
  const contacts = () =>
    ctx.db
      .selectFrom("contacts")
      .select(columns)
      .where("workspace_id", "=", ctx.workspaceId)
      .where("deleted_at", "is", null);
  if (email) {
    const found = await contacts().where("email", "=", email).forNoKeyUpdate().executeTakeFirst();
    if (found) return found;
  }
  if (!phone) return undefined;
  let query = contacts().where("phone", "=", phone);
  if (email) query = query.where("email", "is", null);
  return query.orderBy("created_at").orderBy("id").limit(1).forNoKeyUpdate().executeTakeFirst();
}
