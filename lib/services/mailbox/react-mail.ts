import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { messages } from "@/lib/api/contracts/messages";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import { commitAsWorker } from "@/lib/services/commit";
import { recordEvent } from "@/lib/services/messages/record-event";

const meaning = { bounce: "bounced", complain: "complained" } as const;

/**
 * Answers a mail of the built-in mailbox as the receiver's mail system would. The provider's report is the worker's to write,
 * so it follows the commit, as a provider's webhook would.
 * @throws AppError 404, or 409 when the mail belongs to no message
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
    .select("message_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .executeTakeFirst();
  if (!mail) throw notFound("mail");
  const messageId = mail.message_id;
  if (!messageId) throw new AppError("conflict", "This mail was not sent as a message, so it cannot bounce.");
  const type = meaning[input.reaction];
  ctx.afterCommit(async () => {
    await commitAsWorker({
      workspaceId: ctx.workspaceId,
      source: "mailbox",
      fn: (worker) => recordEvent({ ctx: worker, input: { messageId, type } }),
    });
  });
  return { status: type };
}
