import type { Effect } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import type { Sending } from "@/lib/services/messages/rules/sending-rule";

/** What the rules of sending must know of an effect; null for one that goes to nobody the workspace writes to. */
export function sendingOf({
  effect,
  state,
}: {
  effect: Effect;
  state: Pick<RunState, "contact" | "run">;
}): Sending | null {
  if (effect.kind !== "email" && effect.kind !== "sms" && effect.kind !== "whatsapp" && effect.kind !== "call")
    return null;
  const to = effect.to.trim();
  return {
    channel: effect.kind,
    to: effect.kind === "email" ? to.toLowerCase() : to,
    purpose: effect.purpose,
    hours: effect.hours,
    contactId: state.contact.id,
    workflowId: state.run?.workflowId ?? null,
  };
}
