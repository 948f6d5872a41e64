/** One mail as it leaves the system. Serialised once when the send is claimed and never changed after. */
export interface EmailRequest {
  from: string;
  to: string;
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  /** The member it is written to, for the built-in mailbox alone: nobody else of lower role reads it there. */
  member?: string;
}

/**
 * What a provider said. `refused`: it definitely did not take the mail. `unsure`: it may have (timeout, broken
 * connection, 5xx); asking again with the same key and bytes is safe for providers that honour the key.
 */
export type EmailAnswer =
  | { status: "accepted"; providerId: string }
  | {
      status: "refused";
      reason: string;
      retryable: boolean;
      retryAfterSeconds?: number;
      /** It refuses us, not this mail: the key or password no longer works. */
      signIn?: true;
    }
  | { status: "unsure"; reason: string };

export type EmailProviderName = "local" | "resend" | "smtp";

/**
 * Whether a repeat under the same key within 24 hours sends nothing again. Where it may, an unsure answer is final: the
 * mail counts as unknown and is not sent again blindly.
 */
export const repeatsSafely: Record<EmailProviderName, boolean> = { local: true, resend: true, smtp: false };

/** Sends one mail. Implementations never throw. */
export interface EmailProvider {
  name: EmailProviderName;
  send(args: { request: EmailRequest; idempotencyKey: string }): Promise<EmailAnswer>;
}
