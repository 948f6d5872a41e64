import type { ServiceContext } from "@/lib/db/scoped";
import type { Effect, EffectOutcome } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import { maySend } from "@/lib/services/messages/may-send";
import { refusedOutcome } from "@/lib/services/messages/refused-outcome";
import { sendingOf } from "@/lib/services/messages/sending-of";

/** Asks the rules again before a message that was refused or interrupted is tried once more; null lets it go. */
export async function recheckSending({
  ctx,
  effect,
  state,
  messageId,
}: {
  ctx: ServiceContext;
  effect: Effect;
  state: RunState;
  /** The message itself, which does not count towards its own limits. */
  messageId: string | null;
}): Promise<EffectOutcome | null> {
  const sending = sendingOf({ effect, state });
  const refusal = sending ? await maySend({ ctx, sending: { ...sending, messageId } }) : null;
  return refusal ? refusedOutcome(refusal) : null;
}
