import Twilio from "twilio";
import { twilioClient } from "@/lib/providers/sms/twilio-client";
import type { PlaceAnswer, VoiceProvider } from "@/lib/providers/voice/voice-provider";

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
