import twilio from "twilio";
import { env } from "@/lib/env";

/**
 * Whether a form post comes from the Twilio account with this token: its `X-Twilio-Signature` over the public address and every
 * parameter (twilio.com/docs/usage/webhooks/webhooks-security). The address is the configured one, whatever a proxy made of it.
 * @param path path and query as Twilio was given them
 */
export function isSignedByTwilio({
  authToken,
  signature,
  path,
  params,
}: {
  authToken: string;
  signature: string | null;
  path: string;
  params: Record<string, string>;
}): boolean {
  return (
    Boolean(signature) && twilio.validateRequest(authToken, signature as string, `${env().baseUrl}${path}`, params)
  );
}
