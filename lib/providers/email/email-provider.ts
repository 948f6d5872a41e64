/** One mail as it leaves the system. Serialised once when the send is claimed and never changed after. */
export interface EmailRequest {
  from: string;
  to: string;
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

/**
 * What a provider said. `refused`: it definitely did not take the mail. `unsure`: it may have (timeout, broken
 * connection, 5xx); asking again with the same key and bytes is safe for providers that honour the key.
 */
export type EmailAnswer =
  | { status: "accepted"; providerId: string }
  | { status: "refused"; reason: string; retryable: boolean; retryAfterSeconds?: number }
  | { status: "unsure"; reason: string };

/** Sends one mail. Implementations never throw and never send twice for one `idempotencyKey` within 24 hours. */
export interface EmailProvider {
  name: "local" | "resend";
  send(args: { request: EmailRequest; idempotencyKey: string }): Promise<EmailAnswer>;
}
