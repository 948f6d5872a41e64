import { costOf } from "@/lib/providers/sms/price";
import type { Cost } from "@/lib/providers/sms/text-provider";
import { stateOf, type TwilioState } from "@/lib/providers/sms/twilio-states";

export type TwilioReport =
  | ({ kind: "status"; providerId: string; cost: Cost | null } & TwilioState)
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
    const read = stateOf({ state, code: params.ErrorCode, message: params.ErrorMessage });
    return (
      read && { kind: "status", providerId, ...read, cost: costOf({ price: params.Price, unit: params.PriceUnit }) }
    );
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
