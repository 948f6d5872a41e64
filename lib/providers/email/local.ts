import type { EmailProvider, EmailRequest } from "@/lib/providers/email/email-provider";

/**
 * The provider that needs no account: it hands the mail to the built-in mailbox.
 * @param deliver stores the mail once per key and returns its id
 */
export function localEmail(
  deliver: (mail: { request: EmailRequest; idempotencyKey: string }) => Promise<string>,
): EmailProvider {
  return {
    name: "local",
    async send(mail) {
      try {
        return { status: "accepted", providerId: await deliver(mail) };
      } catch {
        return { status: "unsure", reason: "The built-in mailbox could not be reached." };
      }
    },
  };
}
