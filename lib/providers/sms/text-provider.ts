import type { TwilioState } from "@/lib/providers/sms/twilio-states";

/** One text message as it leaves the system. Serialised once when the send is claimed and never changed after. */
export interface TextRequest {
  channel: "sms" | "whatsapp";
  /** E.164. */
  to: string;
  /** E.164; null when a messaging service chooses the number. */
  from: string | null;
  messagingServiceSid: string | null;
  content: { type: "text"; body: string } | { type: "template"; sid: string; variables: Record<string, string> };
  /** Where the provider reports what became of it; null where it could not reach us. */
  statusCallback: string | null;
}

export interface Cost {
  /** Millionths of one unit of `currency`. */
  micros: number;
  currency: string;
}

/**
 * What a provider said. `refused`: it definitely did not take the message; `optedOut` when because the person answered STOP to
 * it, `unreachable` when because the number can never get one. `unsure`: it may have taken it, so it is not asked again.
 */
export type TextAnswer =
  | { status: "accepted"; providerId: string; cost: Cost | null }
  | {
      status: "refused";
      reason: string;
      retryable: boolean;
      retryAfterSeconds?: number;
      why?: "opted_out" | "unreachable";
    }
  | { status: "unsure"; reason: string };

/** Sends text messages. Implementations never throw. */
export interface TextProvider {
  name: "local" | "twilio";
  send(args: { request: TextRequest; idempotencyKey: string }): Promise<TextAnswer>;
  /** What became of a message it took, and what that cost; null when it cannot say. */
  look?(providerId: string): Promise<(TwilioState & { cost: Cost | null }) | null>;
  /** Messages like this one that the provider took since an instant, oldest first; null when it cannot say. */
  find?(args: { request: TextRequest; since: string }): Promise<{ providerId: string; cost: Cost | null }[] | null>;
}
