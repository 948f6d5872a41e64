import { Resend } from "resend";
import { env } from "@/lib/env";
import type { EmailAnswer, EmailProvider } from "@/lib/providers/email/email-provider";

/** Longer than Resend's own gateway waits; after it nobody knows whether the mail was taken. */
const TIMEOUT_MS = 20_000;

/** Resend through its SDK. Its idempotency keys live 24 hours (resend.com/docs/dashboard/emails/idempotency-keys). */
export function resendEmail({ apiKey }: { apiKey: string }): EmailProvider {
  const client = new Resend(apiKey, env().resendBaseUrl ? { baseUrl: env().resendBaseUrl as string } : undefined);
  return {
    name: "resend",
    async send({ request, idempotencyKey }) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<EmailAnswer>((resolve) => {
        timer = setTimeout(() => resolve({ status: "unsure", reason: "Resend did not answer in time." }), TIMEOUT_MS);
      });
      const sent = client.emails.send(request, { idempotencyKey }).then(
        ({ data, error, headers }): EmailAnswer => {
          if (data) return { status: "accepted", providerId: data.id };
          return refusal({
            statusCode: error?.statusCode ?? null,
            message: error?.message ?? "",
            retryAfter: headers?.["retry-after"],
          });
        },
        (): EmailAnswer => ({ status: "unsure", reason: "The connection to Resend broke." }),
      );
      return Promise.race([sent, late]).finally(() => clearTimeout(timer));
    },
  };
}

function refusal({
  statusCode,
  message,
  retryAfter,
}: {
  statusCode: number | null;
  message: string;
  retryAfter?: string;
}): EmailAnswer {
  if (statusCode === null) return { status: "unsure", reason: "Resend could not be reached, or the connection broke." };
  if (statusCode === 429)
    return {
      status: "refused",
      reason: "Resend asks to slow down.",
      retryable: true,
      retryAfterSeconds: Number(retryAfter) || 1,
    };
  // The same key is being worked on at their side right now: ask again.
  if (statusCode === 409) return { status: "unsure", reason: "Resend is still working on this mail." };
  if (statusCode >= 500) return { status: "unsure", reason: `Resend had a problem of its own (${statusCode}).` };
  if (statusCode === 401 || statusCode === 403)
    return { status: "refused", reason: `Resend refused the API key: ${message}`, retryable: false, signIn: true };
  return { status: "refused", reason: `Resend refused the mail: ${message}`, retryable: false };
}
