import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts } from "@/lib/nodes/define-node";

/**
 * Whether this contact may get this mail right now; null means yes, otherwise the reason in words.
 * Holds a lock that consent changes take too, so that the answer still stands when the caller commits.
 * Order: address, do-not-contact, suppression, consent (trust.md invariant 12; marketing needs consent granted,
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
  if (contact.do_not_contact) return "The contact is marked do not contact.";
  const tag = contact.tags.find((t) => t.toLowerCase() === "dnc");
  if (tag) return `The contact has the tag ${tag}, which means do not contact.`;
  await lockConsent({ ctx, contactId: contact.id });
  const { rows } = await sql<{ reason: string | null; consent: string | null }>`
    select (select s.reason from suppressions s where s.workspace_id = ${ctx.workspaceId} and s.channel = 'email' and s.address = ${to}) as reason,
      (select c.status from contact_consents c where c.workspace_id = ${ctx.workspaceId} and c.contact_id = ${contact.id} and c.channel = 'email'
        order by c.seq desc limit 1) as consent`.execute(ctx.db);
  const { reason, consent } = rows[0] ?? { reason: null, consent: null };
  if (reason === "bounced") return "The address bounced before, so nothing is sent to it.";
  if (reason === "complained") return "The contact marked an earlier mail as spam.";
  if (reason === "manual") return "The address is on the suppression list.";
  if (purpose === "transactional") return null;
  if (reason === "unsubscribed" || consent === "unsubscribed") return "The contact unsubscribed from marketing email.";
  if (consent === "denied") return "The contact said no to marketing email.";
  if (consent !== "granted") return "The contact has not agreed to marketing email.";
  return null;
}

/** Serialises sends to a contact with changes of what the contact may get, until the transaction ends. */
export async function lockConsent({ ctx, contactId }: { ctx: ServiceContext; contactId: string }): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`consent:${ctx.workspaceId}:${contactId}`}, 0))`.execute(
    ctx.db,
  );
}
