import type { ServiceContext } from "@/lib/db/scoped";
import { lockConsent } from "@/lib/services/messages/lock-consent";
import { readStanding } from "@/lib/services/messages/rules/read-standing";
import type { Refusal, Sending } from "@/lib/services/messages/rules/sending-rule";
import { sendingRules } from "@/lib/services/messages/rules/sending-rules";
import { askRules, type TracedRule } from "@/lib/services/messages/rules/sending-trace";

/**
 * Whether this message may leave now; null means yes, otherwise why not. Every channel asks here and nowhere else.
 * Holds a lock that every change of a contact or its consent takes too, and reads after it, so that the answer still stands
 * when the caller commits.
 * @param trace is given what each rule said, to be kept with the message
 * @param at the instant of sending, ISO 8601; the transaction's own unless a simulation asks about another
 */
export async function maySend({
  ctx,
  sending,
  at = ctx.now,
  trace = [],
}: {
  ctx: ServiceContext;
  sending: Sending;
  at?: string;
  trace?: TracedRule[];
}): Promise<Refusal | null> {
  const { contactId } = sending;
  // Sent one behind the other: the second sees what was committed before the lock was given.
  const [, standing] = await Promise.all([lockConsent({ ctx, contactId }), readStanding({ ctx, sending })]);
  if (!standing) return { status: "skipped", reason: "The contact was deleted." };
  const asked = await askRules({ ctx, sending, standing, at, rules: sendingRules });
  trace.push(...asked.trace);
  return asked.refusal;
}
