import type { ServiceContext } from "@/lib/db/scoped";
import { lockConsentOf } from "@/lib/services/messages/lock-consent";

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

export type KnownContact = NonNullable<Awaited<ReturnType<typeof contactByEmail>>>;

/**
 * The contact with an email address, locked until the transaction ends: its consent first, then its row. The row's lock is one
 * that rows referring to the contact do not wait for: who holds its consent lock may be writing one.
 */
export function contactByEmail({ ctx, email }: { ctx: ServiceContext; email: string }) {
  return lockedRow({ ctx, which: contacts(ctx).where("email", "=", email) });
}

/**
 * The contact with a phone, locked likewise. One that has another email address than the submitter does not count: people share
 * phones, and answers would reach the wrong person.
 */
export function contactByPhone({ ctx, phone, email }: { ctx: ServiceContext; phone: string; email: string | null }) {
  const query = contacts(ctx).where("phone", "=", phone).orderBy("created_at").orderBy("id").limit(1);
  return lockedRow({ ctx, which: email ? query.where("email", "is", null) : query });
}

/** Both statements in one round trip, run in this order. */
async function lockedRow({ ctx, which }: { ctx: ServiceContext; which: ReturnType<typeof contacts> }) {
  const [, row] = await Promise.all([
    lockConsentOf({ ctx, contacts: which.select("id") }),
    which.select(columns).forNoKeyUpdate().executeTakeFirst(),
  ]);
  return row;
}

function contacts(ctx: ServiceContext) {
  return ctx.db.selectFrom("contacts").where("workspace_id", "=", ctx.workspaceId).where("deleted_at", "is", null);
}
