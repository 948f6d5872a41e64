import type { ServiceContext } from "@/lib/db/scoped";
import { lockConsent } from "@/lib/services/messages/lock-consent";
import { address } from "@/lib/services/messages/rules/address";
import { businessHours } from "@/lib/services/messages/rules/business-hours";
import { consent } from "@/lib/services/messages/rules/consent";
import { doNotContact } from "@/lib/services/messages/rules/do-not-contact";
import { frequencyCaps } from "@/lib/services/messages/rules/frequency-caps";
import { killSwitch } from "@/lib/services/messages/rules/kill-switch";
import { quietHours } from "@/lib/services/messages/rules/quiet-hours";
import { readStanding } from "@/lib/services/messages/rules/read-standing";
import type { Refusal, Sending, SendingRule } from "@/lib/services/messages/rules/sending-rule";
import { suppression } from "@/lib/services/messages/rules/suppression";

/** In the order they are asked: what stops a message for good before what delays it, and counting last. */
const rules: readonly SendingRule[] = [
  address,
  doNotContact,
  suppression,
  consent,
  killSwitch,
  quietHours,
  businessHours,
  frequencyCaps,
];

/**
 * Whether this message may leave now; null means yes, otherwise why not. Every channel asks here and nowhere else.
 * Holds a lock that every change of a contact or its consent takes too, and reads after it, so that the answer still stands
 * when the caller commits.
 * @param at the instant of sending, ISO 8601; the transaction's own unless a simulation asks about another
 */
export async function maySend({
  ctx,
  sending,
  at = ctx.now,
}: {
  ctx: ServiceContext;
  sending: Sending;
  at?: string;
}): Promise<Refusal | null> {
  const { contactId } = sending;
  // Sent one behind the other: the second sees what was committed before the lock was given.
  const [, standing] = await Promise.all([lockConsent({ ctx, contactId }), readStanding({ ctx, sending })]);
  if (!standing) return { status: "skipped", reason: "The contact was deleted." };
  for (const rule of rules) {
    const refusal = await rule({ ctx, sending, standing, at });
    if (refusal) return refusal;
  }
  return null;
}
