import { costOf } from "@/lib/providers/sms/price";
import type { Cost } from "@/lib/providers/sms/text-provider";
import { twilioErrorMeans, twilioErrorWords } from "@/lib/providers/sms/twilio-errors";

export type TwilioReport =
  | {
      kind: "status";
      providerId: string;
      status: "queued" | "sent" | "failed" | "delivered" | "read";
      reason?: string;
      unreachable: boolean;
      cost: Cost | null;
    }
  | {
      kind: "inbound";
      channel: "sms" | "whatsapp";
      providerId: string;
      from: string;
      to: string;
      text: string;
      /** Twilio's own opt-out handling has answered the word. */
      answered: boolean;
    };

/** Twilio's message states (twilio.com/docs/messaging/api/message-resource) in ours. */
const states: Record<string, "queued" | "sent" | "failed" | "delivered" | "read"> = {
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
const NUMBER = /^\+[1-9]\d{6,14}$/;
const SID = /^[A-Za-z0-9]{10,64}$/;

/**
 * What a form post of Twilio's about messages says: a report on one we sent, or a text that came in. Null for anything else.
 * The post must have been checked to be Twilio's before.
 */
export function readTwilioWebhook(params: Record<string, string>): TwilioReport | null {
  const providerId = params.MessageSid ?? params.SmsSid ?? "";
  if (!SID.test(providerId)) return null;
  const state = params.MessageStatus ?? params.SmsStatus ?? "";
  if (state && state !== "received" && state !== "receiving") {
    const status = states[state];
    if (!status) return null;
    const code = /^\d{1,6}$/.test(params.ErrorCode ?? "") ? (params.ErrorCode as string) : "";
    return {
      kind: "status",
      providerId,
      status,
      ...(status === "failed"
        ? {
            reason: code
              ? twilioErrorWords({ code, message: params.ErrorMessage || undefined })
              : "Twilio did not say why it did not arrive.",
          }
        : {}),
      unreachable: twilioErrorMeans(code) === "unreachable",
      cost: costOf({ price: params.Price, unit: params.PriceUnit }),
    };
  }
  const channel = params.From?.startsWith("whatsapp:") ? "whatsapp" : "sms";
  const bare = (address = "") => address.replace(/^whatsapp:/, "");
  const from = bare(params.From);
  // Short codes and names of senders are no people, but they may be ours.
  if (!NUMBER.test(from) || !params.To) return null;
  const media = Number(params.NumMedia ?? 0) || 0;
  const text =
    (params.Body ?? "").slice(0, 10_000) || (media > 0 ? `(${media === 1 ? "1 file" : `${media} files`})` : "");
  return {
    kind: "inbound",
    channel,
    providerId,
    from,
    to: bare(params.To),
    text,
    answered: Boolean(params.OptOutType),
  };
}
