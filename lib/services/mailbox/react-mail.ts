import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { messages } from "@/lib/api/contracts/messages";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import type { EmailRequest } from "@/lib/providers/email/email-provider";
import { commitAsWorker } from "@/lib/services/commit";
import { getMail } from "@/lib/services/mailbox/get-mail";
import { recordEvent } from "@/lib/services/messages/record-event";
import { recordSeen } from "@/lib/services/messages/record-seen";
import { type ClickLink, findTokens, type OpenLink } from "@/lib/services/messages/track-mail";
import { readToken } from "@/lib/tokens";

const reports = { bounce: "bounced", complain: "complained" } as const;
/** A person at this screen: no rule of the machine table knows it, and nothing has to settle. */
const READER = { userAgent: "Mozilla/5.0 (built-in mailbox)", purpose: "", atScreen: true };

/**
 * Does with a mail of the built-in mailbox what its receiver would. Opens and clicks read the very addresses in the mail and
 * take the way of a real request; bounces and complaints that of a provider's report. All of it is the worker's to write, so it
 * follows the commit. @throws AppError 404, or 409 when the mail cannot be answered like this
 */
export async function reactMail({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof messages.reactMail>;
}): Promise<Answer<typeof messages.reactMail>> {
  const mail = await ctx.db
    .selectFrom("mailbox")
    .select(["message_id", "request"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!mail) throw notFound("mail");
  const messageId = mail.message_id;
  if (!messageId) throw new AppError("conflict", "This mail was not sent as a message, so nothing can come back.");
  const record = recorder({ ...input, messageId, html: (mail.request as EmailRequest).html, now: ctx.now });
  ctx.afterCommit(async () => {
    await commitAsWorker({ workspaceId: ctx.workspaceId, source: "mailbox", fn: record });
  });
  return getMail({ ctx, input });
}

/** The mail after the reaction was written. */
export function reactedMail({ ctx, answer }: { ctx: ServiceContext; answer: Answer<typeof messages.reactMail> }) {
  return getMail({ ctx, input: { id: answer.id } });
}

function recorder(args: {
  reaction: ServiceInput<typeof messages.reactMail>["reaction"];
  link?: number;
  messageId: string;
  html: string;
  now: string;
}): (worker: ServiceContext) => Promise<unknown> {
  const { reaction, link = 0, messageId, html, now } = args;
  if (reaction === "bounce" || reaction === "complain")
    return (ctx) => recordEvent({ ctx, input: { messageId, type: reports[reaction] } });
  const { open, links } = findTokens(html);
  const token = reaction === "open" ? open : links[link - 1];
  const at = token
    ? readToken<OpenLink & Partial<ClickLink>>({ purpose: reaction, token, now: Date.parse(now) })
    : null;
  if (!at)
    throw new AppError(
      "conflict",
      reaction === "open" ? "Opens of this mail are not tracked." : "This mail has no such tracked link.",
    );
  return (ctx) => recordSeen({ ctx, input: { messageId: at.m, position: at.p, ...READER } });
}
