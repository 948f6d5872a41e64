import Twilio from "twilio";
import { costOf } from "@/lib/providers/sms/price";
import type { TextAnswer, TextProvider, TextRequest } from "@/lib/providers/sms/text-provider";
import { twilioClient } from "@/lib/providers/sms/twilio-client";
import { twilioErrorMeans, twilioErrorWords } from "@/lib/providers/sms/twilio-errors";
import { stateOf } from "@/lib/providers/sms/twilio-states";

/** How far Twilio's clock and ours may be apart. */
const CLOCKS_MS = 30_000;

/** Twilio's Messages resource through its SDK (twilio.com/docs/messaging/api/message-resource). It knows no idempotency keys. */
export function twilioText({ accountSid, authToken }: { accountSid: string; authToken: string }): TextProvider {
  const client = twilioClient({ accountSid, authToken });
  return {
    name: "twilio",
    async send({ request }) {
      const { content } = request;
      try {
        const made = await client.messages.create({
          to: address({ request, number: request.to }),
          ...(request.messagingServiceSid
            ? { messagingServiceSid: request.messagingServiceSid }
            : { from: address({ request, number: request.from ?? "" }) }),
          ...(content.type === "text"
            ? { body: content.body }
            : { contentSid: content.sid, contentVariables: JSON.stringify(content.variables) }),
          ...(request.statusCallback ? { statusCallback: request.statusCallback } : {}),
        });
        return {
          status: "accepted",
          providerId: made.sid,
          cost: costOf({ price: made.price, unit: made.priceUnit }),
        };
      } catch (error) {
        return refusal(error);
      }
    },
    async look(providerId) {
      try {
        const one = await client.messages(providerId).fetch();
        const state = stateOf({ state: one.status, code: one.errorCode, message: one.errorMessage });
        return state && { ...state, cost: costOf({ price: one.price, unit: one.priceUnit }) };
      } catch {
        return null;
      }
    },
    async find({ request, since }) {
      const { content } = request;
      // What Twilio makes of a template is not known here, so its text cannot be compared.
      if (content.type === "template") return null;
      const from = Date.parse(since) - CLOCKS_MS;
      try {
        // Not narrowed by the time of sending: a message in the queue has none yet.
        const listed = await client.messages.list({
          to: address({ request, number: request.to }),
          ...(request.from ? { from: address({ request, number: request.from }) } : {}),
          limit: 200,
          pageSize: 200,
        });
        return listed
          .filter((one) => one.direction?.startsWith("outbound") && isBody({ given: content.body, listed: one.body }))
          .filter((one) => !request.messagingServiceSid || one.messagingServiceSid === request.messagingServiceSid)
          .filter((one) => (one.dateCreated?.getTime() ?? 0) >= from)
          .sort((a, b) => a.dateCreated.getTime() - b.dateCreated.getTime())
          .map((one) => ({ providerId: one.sid, cost: costOf({ price: one.price, unit: one.priceUnit }) }));
      } catch {
        return null;
      }
    },
  };
}

/** Trial accounts put words of Twilio's before the text. */
function isBody({ given, listed }: { given: string; listed: string }): boolean {
  return listed === given || listed === `Sent from your Twilio trial account - ${given}`;
}

function address({ request, number }: { request: TextRequest; number: string }): string {
  return request.channel === "whatsapp" ? `whatsapp:${number}` : number;
}

function refusal(error: unknown): TextAnswer {
  if (!(error instanceof Twilio.RestException))
    return { status: "unsure", reason: "The connection to Twilio broke before it said whether it takes the message." };
  const { status, message } = error;
  const code = error.code ? String(error.code) : "";
  if (status === 429)
    return { status: "refused", reason: "Twilio asks to slow down.", retryable: true, retryAfterSeconds: 10 };
  if (status >= 500) return { status: "unsure", reason: `Twilio had a problem of its own (${status}).` };
  if (status === 401 || status === 403)
    return { status: "refused", reason: `Twilio refused the account or its token: ${message}`, retryable: false };
  const why = twilioErrorMeans(code);
  return {
    status: "refused",
    reason: code ? twilioErrorWords({ code, message }) : `Twilio refused the message: ${message}`,
    retryable: false,
    ...(why ? { why } : {}),
  };
}
