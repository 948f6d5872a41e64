import type { ServiceContext } from "@/lib/db/scoped";
import type { TwilioReport } from "@/lib/providers/sms/read-twilio-webhook";
import { recordInbound } from "@/lib/services/messages/texts/record-inbound";
import { recordStatus } from "@/lib/services/messages/texts/record-status";

/**
 * Takes in what Twilio tells about messages, once it is known to be Twilio's. Runs as the worker.
 * @param messageId our reference in the report's address, with reports on what we sent
 * @returns what is answered to the person, or null
 */
export async function receiveTwilio({
  ctx,
  input: { report, messageId },
}: {
  ctx: ServiceContext;
  input: { report: TwilioReport; messageId: string | null };
}): Promise<{ reply: string | null }> {
  if (report.kind === "inbound") {
    const { kind: _, ...text } = report;
    const { reply } = await recordInbound({ ctx, input: { ...text, provider: "twilio" } });
    return { reply };
  }
  if (!messageId) return { reply: null };
  const { kind: _, ...status } = report;
  await recordStatus({ ctx, input: { ...status, provider: "twilio", messageId } });
  return { reply: null };
}
