import type { CheckAnswer } from "@/lib/providers/checks/check-answer";
import { smtpReason } from "@/lib/providers/email/smtp-reason";
import { type SmtpServer, smtpTransport } from "@/lib/providers/email/smtp-transport";

/** Connects to the mail server and signs in, without sending anything. */
export async function checkSmtp(server: SmtpServer): Promise<CheckAnswer> {
  try {
    const transport = smtpTransport({ server });
    try {
      await transport.verify();
      return { ok: true };
    } finally {
      transport.close();
    }
  } catch (error) {
    return { ok: false, reason: smtpReason(error) };
  }
}
