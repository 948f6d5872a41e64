import Twilio from "twilio";
import type { CheckAnswer } from "@/lib/providers/checks/check-answer";
import { twilioClient } from "@/lib/providers/sms/twilio-client";

/** Fetches the account itself: the smallest question that needs both the SID and its token. */
export async function checkTwilio(account: { accountSid: string; authToken: string }): Promise<CheckAnswer> {
  try {
    const { status } = await twilioClient(account).api.v2010.accounts(account.accountSid).fetch();
    if (status === "active") return { ok: true };
    return { ok: false, reason: `Twilio says that this account is ${status}.` };
  } catch (error) {
    if (!(error instanceof Twilio.RestException))
      return { ok: false, reason: "Twilio could not be reached. Try again in a moment." };
    if (error.status === 401 || error.status === 403 || error.status === 404)
      return { ok: false, reason: "Twilio refused the account SID or auth token." };
    return { ok: false, reason: `Twilio answered ${error.status}: ${error.message}` };
  }
}
