import { type Expression, sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";

/**
 * Serialises sends to a contact with changes of the contact and of what it may get, until the transaction ends. Whoever needs
 * several locks takes them in this order, or two transactions wait for each other: subject (runs), consent, rows.
 */
export async function lockConsent({ ctx, contactId }: { ctx: ServiceContext; contactId: string }): Promise<void> {
  await lockConsentOf({ ctx, contacts: sql`select ${contactId}::uuid as id` });
}

/** The same for the contacts a query answers with (column `id`); give several in the order of their ids. */
export async function lockConsentOf({
  ctx,
  contacts,
}: {
  ctx: ServiceContext;
  contacts: Expression<unknown>;
}): Promise<void> {
  const key = sql`${`consent:${ctx.workspaceId}:`}::text || one.id`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0)) from (${contacts}) one`.execute(ctx.db);
}
