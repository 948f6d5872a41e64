import type { EmailProvider } from "@/lib/providers/email/email-provider";
import { smtpReason } from "@/lib/providers/email/smtp-reason";
import { type SmtpServer, smtpTransport } from "@/lib/providers/email/smtp-transport";

/**
 * A mail server. SMTP knows no idempotency keys: once the server was ready to take the mail and then said nothing, nobody
 * knows whether it took it (RFC 5321 4.5.3.2), and the mail must not be sent again. What it refused before may be.
 */
export function smtpEmail(server: SmtpServer): EmailProvider {
  return {
    name: "smtp",
    async send({ request, idempotencyKey }) {
      const { from, to, replyTo, subject, html, text, headers } = request;
      const messageId = `<${idempotencyKey}@${domainOf(from)}>`;
      let handedOver = false;
      try {
        const transport = smtpTransport({ server, onBody: () => (handedOver = true) });
        try {
          await transport.sendMail({ from, to, replyTo, subject, html, text, headers, messageId });
        } finally {
          transport.close();
        }
        return { status: "accepted", providerId: messageId };
      } catch (error) {
        const code = Number((error as { responseCode?: number }).responseCode) || 0;
        const reason = smtpReason(error);
        if (handedOver && code < 400)
          return { status: "unsure", reason: "The connection to the mail server broke while it took the mail." };
        return {
          status: "refused",
          reason,
          retryable: mayPass({ error, code }),
          retryAfterSeconds: 60,
          ...signInOf(error),
        };
      }
    },
  };
}

/** 4xx means later (RFC 5321 4.2.1); a server that could not be reached may be there again; anything else stays as it is. */
function mayPass({ error, code }: { error: unknown; code: number }): boolean {
  if (code) return code < 500;
  const name = (error as { code?: string }).code;
  return ["ECONNECTION", "ETIMEDOUT", "ESOCKET", "EDNS", "EPROTOCOL"].includes(name ?? "") && !isRefusal(error);
}

const signInOf = (error: unknown): { signIn?: true } =>
  (error as { code?: string }).code === "EAUTH" ? { signIn: true } : {};
const isRefusal = (error: unknown): boolean => error instanceof Error && error.name === "EgressError";

const domainOf = (from: string): string => /@([^\s>@]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
