import type { EffectOutcome } from "@/lib/nodes/effects";
import type { Refusal } from "@/lib/services/messages/rules/sending-rule";

/** A refusal as the outcome of an effect; the step shows the reason. */
export function refusedOutcome(refusal: Refusal): EffectOutcome {
  const { status, reason } = refusal;
  return status === "delayed" ? refusal : { status, reason, output: { status, reason } };
}
