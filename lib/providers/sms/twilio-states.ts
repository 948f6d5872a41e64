import { twilioErrorMeans, twilioErrorWords } from "@/lib/providers/sms/twilio-errors";

/** What Twilio says of a message: the state in our words, and with a failure why. */
export interface TwilioState {
  status: "queued" | "sent" | "failed" | "delivered" | "read";
  reason?: string;
  /** The number can never get a message on this channel. */
  unreachable: boolean;
}

/** Twilio's message states (twilio.com/docs/messaging/api/message-resource) in ours. */
const states: Record<string, TwilioState["status"]> = {
  accepted: "queued",
  scheduled: "queued",
  queued: "queued",
  sending: "queued",
  sent: "sent",
  delivered: "delivered",
  read: "read",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

/** Reads a state with its error code; null for one we do not know. */
export function stateOf({
  state,
  code,
  message,
}: {
  state: string;
  code: string | number | null | undefined;
  message?: string | null;
}): TwilioState | null {
  const status = Object.hasOwn(states, state) ? states[state] : undefined;
  if (!status) return null;
  const known = /^\d{1,6}$/.test(String(code ?? "")) && String(code) !== "0" ? String(code) : "";
  if (status !== "failed") return { status, unreachable: false };
  return {
    status,
    reason: known
      ? twilioErrorWords({ code: known, message: message || undefined })
      : "Twilio did not say why it did not arrive.",
    unreachable: twilioErrorMeans(known) === "unreachable",
  };
}
