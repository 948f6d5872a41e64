import Twilio from "twilio";
import { twilioClient } from "@/lib/providers/sms/twilio-client";
import type { PlaceAnswer, PlacedCall, VoiceProvider } from "@/lib/providers/voice/voice-provider";

/** How Twilio's words for the end of a call read here. */
export const lineEnds: Record<string, PlacedCall["end"] & string> = {
  completed: "completed",
  busy: "busy",
  "no-answer": "missed",
  canceled: "missed",
  failed: "failed",
};

/** machine_start, machine_end_beep, machine_end_silence, machine_end_other, fax (twilio.com/docs/voice/answering-machine-detection). */
export const isMachine = (answeredBy: string | null | undefined): boolean => /^(machine|fax)/.test(answeredBy ?? "");

/** Twilio's Calls resource through its SDK (twilio.com/docs/voice/api/call-resource). */
export function twilioVoice({ accountSid, authToken }: { accountSid: string; authToken: string }): VoiceProvider {
  const client = twilioClient({ accountSid, authToken });
  return {
    name: "twilio",
    async place({ to, from, answerUrl, statusUrl, maxSeconds, ringSeconds, leavesMessage }) {
      try {
        const call = await client.calls.create({
          to,
          from,
          url: answerUrl,
          method: "POST",
          statusCallback: statusUrl,
          statusCallbackMethod: "POST",
          statusCallbackEvent: ["ringing", "answered", "completed"],
          machineDetection: leavesMessage ? "DetectMessageEnd" : "Enable",
          timeLimit: maxSeconds,
          timeout: ringSeconds,
        });
        return { status: "accepted", providerId: call.sid };
      } catch (error) {
        return refusal(error);
      }
    },
    async find({ to, from, since }) {
      try {
        // Not narrowed by start time: a call in the queue has none yet.
        const calls = await client.calls.list({ to, limit: 50, pageSize: 50 });
        return calls
          .filter((call) => call.from === from && call.direction.startsWith("outbound"))
          .filter((call) => (call.dateCreated?.getTime() ?? 0) >= Date.parse(since) - 5000)
          .map((call) => call.sid);
      } catch {
        return null;
      }
    },
    async look(providerId) {
      try {
        const call = await client.calls(providerId).fetch();
        const price = Math.abs(Number(call.price ?? Number.NaN));
        return {
          end: lineEnds[call.status] ?? null,
          durationSeconds: Number(call.duration) || 0,
          machine: isMachine(call.answeredBy),
          price: Number.isFinite(price)
            ? { micros: Math.round(price * 1e6), currency: (call.priceUnit || "USD").toUpperCase() }
            : null,
        };
      } catch {
        return null;
      }
    },
  };
}

function refusal(error: unknown): PlaceAnswer {
  if (!(error instanceof Twilio.RestException))
    return { status: "unsure", reason: "The connection to Twilio broke before it said whether it places the call." };
  const { status, message, code } = error;
  if (status === 429)
    return { status: "refused", reason: "Twilio asks to slow down.", retryable: true, retryAfterSeconds: 10 };
  if (status >= 500) return { status: "unsure", reason: `Twilio had a problem of its own (${status}).` };
  if (status === 401 || status === 403)
    return { status: "refused", reason: `Twilio refused the account or its token: ${message}`, retryable: false };
  return {
    status: "refused",
    reason: `Twilio refused the call${code ? ` (${code})` : ""}: ${message}`,
    retryable: false,
  };
}
