import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { ResendReport } from "@/lib/providers/email/read-resend-webhook";
import { recordEvent } from "@/lib/services/messages/record-event";

/** So long a mail we just handed over may be without its provider id: the report can be faster than our own commit. */
const SETTLING_MS = 60_000;

/**
 * Takes a report of Resend. Opens and clicks are `other`: we see them ourselves, and one open must not count twice.
 * @returns what became of it; `ignored` also for mails that others send through the same account
 * @throws AppError 503 for a mail not known yet: Resend asks again in a while
 */
export async function receiveResend({
  ctx,
  input: { id, report },
}: {
  ctx: ServiceContext;
  input: { id: string; report: ResendReport };
}): Promise<"recorded" | "repeated" | "ignored"> {
  if (report.kind === "other") return "ignored";
  const message = await ctx.db
    .selectFrom("messages")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("provider", "=", "resend")
    .where("provider_id", "=", report.emailId)
    .executeTakeFirst();
  if (!message) {
    if (Date.parse(ctx.now) - Date.parse(report.at) < SETTLING_MS)
      throw new AppError("unavailable", "This mail is not known yet. Send the report again.", { retryAfterSeconds: 5 });
    return "ignored";
  }
  const { kind, at: occurredAt } = report;
  const made = await recordEvent({
    ctx,
    input: {
      messageId: message.id,
      type: kind,
      occurredAt,
      reportId: `resend:${id}`,
      ...(kind === "bounced" && !report.hard ? { soft: true } : {}),
      ...("reason" in report && report.reason ? { reason: report.reason } : {}),
    },
  });
  return made ? "recorded" : "repeated";
}
