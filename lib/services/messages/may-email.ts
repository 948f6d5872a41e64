import { type Expression, sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts } from "@/lib/nodes/define-node";

/**
 * Whether this contact may get this mail right now; null means yes, otherwise the reason in words.
 * Holds a lock that every change of a contact or its consent takes too, and reads after it, so that the answer still stands
 * when the caller commits. Order: address, do-not-contact, suppression, consent (trust.md invariant 12; marketing needs consent granted,
 * transactional only no hard bounce or complaint).
 */
export async function mayEmail({
  ctx,
  contact,
  to,
  purpose,
}: {
  ctx: ServiceContext;
  contact: ContactFacts;
  to: string;
  purpose: "marketing" | "transactional";
}): Promise<string | null> {
  if (!to) return "The contact has no email address.";
  const { id: contactId } = contact;
  // Sent one behind the other: the second sees what was committed before the lock was given.
  const [, { rows }] = await Promise.all([lockConsent({ ctx, contactId }), readNow({ ctx, contactId, to })]);
  const [now] = rows;
  if (!now) return "The contact was deleted.";
  if (now.do_not_contact) return "The contact is marked do not contact.";
  const tag = now.tags.find((t) => t.toLowerCase() === "dnc");
  if (tag) return `The contact has the tag ${tag}, which means do not contact.`;
  const { reason, consent } = now;
  if (reason === "bounced") return "The address bounced before, so nothing is sent to it.";
  if (reason === "complained") return "The contact marked an earlier mail as spam.";
  if (reason === "manual") return "The address is on the suppression list.";
  if (purpose === "transactional") return null;
  if (reason === "unsubscribed" || consent === "unsubscribed") return "The contact unsubscribed from marketing email.";
  if (consent === "denied") return "The contact said no to marketing email.";
  if (consent !== "granted") return "The contact has not agreed to marketing email.";
  return null;
}

interface Standing {
  do_not_contact: boolean;
  tags: string[];
  reason: string | null;
  consent: string | null;
}

function readNow({ ctx, contactId, to }: { ctx: ServiceContext; contactId: string; to: string }) {
  return sql<Standing>`
    select c.do_not_contact, c.tags,
      (select s.reason from suppressions s where s.workspace_id = c.workspace_id and s.channel = 'email' and s.address = ${to}) as reason,
      (select k.status from contact_consents k where k.workspace_id = c.workspace_id and k.contact_id = c.id and k.channel = 'email'
        order by k.seq desc limit 1) as consent
    from contacts c where c.workspace_id = ${ctx.workspaceId} and c.id = ${contactId} and c.deleted_at is null`.execute(
    ctx.db,
  );
}

/**
 * Serialises sends to a contact with changes of the contact and of what it may get, until the transaction ends. Whoever needs
 * several locks takes them in this order, or two transactions wait for each other: subject (runs), consent, rows.
 */
export async function lockConsent({ ctx, contactId }: { ctx: ServiceContext; contactId: string }): Promise<void> {
  await lockConsentOf({ ctx, contacts: sql`select ${contactId}::uuid as id` });
}

/** The same for the contacts a query answers with (column `id`). */
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
