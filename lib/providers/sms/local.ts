import type { TextProvider, TextRequest } from "@/lib/providers/sms/text-provider";

/**
 * The provider that needs no account: it hands the message to the built-in phone.
 * @param deliver stores the message once per key and returns its id
 */
export function localText(
  deliver: (message: { request: TextRequest; idempotencyKey: string }) => Promise<string>,
): TextProvider {
  return {
    name: "local",
    async send(message) {
      try {
        return { status: "accepted", providerId: await deliver(message), cost: null };
      } catch {
        return { status: "unsure", reason: "The built-in phone could not be reached." };
      }
    },
  };
}
