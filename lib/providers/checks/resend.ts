import { Resend } from "resend";
import { env } from "@/lib/env";
import type { CheckAnswer } from "@/lib/providers/checks/check-answer";

/**
 * Asks Resend for the domains of the account. A key that may only send is told so by name (`restricted_api_key`,
 * resend.com/docs/api-reference/errors): for us that is a working key.
 */
export async function checkResend({ apiKey }: { apiKey: string }): Promise<CheckAnswer> {
  const client = new Resend(apiKey, env().resendBaseUrl ? { baseUrl: env().resendBaseUrl as string } : undefined);
  try {
    const { error } = await client.domains.list();
    if (!error || error.name === "restricted_api_key") return { ok: true };
    if (error.statusCode === 401 || error.statusCode === 403)
      return { ok: false, reason: `Resend refused the API key: ${error.message}` };
    if (error.statusCode === null) return { ok: false, reason: "Resend could not be reached. Try again in a moment." };
    return { ok: false, reason: `Resend answered ${error.statusCode}: ${error.message}` };
  } catch {
    return { ok: false, reason: "Resend could not be reached. Try again in a moment." };
  }
}
