import type { ServiceInput } from "@/lib/api/contract";
import type { messages } from "@/lib/api/contracts/messages";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import type { EmailRequest } from "@/lib/providers/email/email-provider";
import { toMail } from "@/lib/services/mailbox/list-mailbox";
import { countSeen, nothingSeen } from "@/lib/services/messages/count-seen";
import { listLinks } from "@/lib/services/messages/list-links";
import { findTokens } from "@/lib/services/messages/track-mail";

/** One mail of the built-in mailbox with its bodies and headers. @throws AppError 404 */
export async function getMail({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: Pick<ServiceInput<typeof messages.getMail>, "id">;
}) {
  const row = await ctx.db
    .selectFrom("mailbox as b")
    .leftJoin("messages as m", (j) =>
      j.onRef("m.workspace_id", "=", "b.workspace_id").onRef("m.id", "=", "b.message_id"),
    )
    .select(["b.id", "b.message_id", "b.request", "b.created_at", "m.status"])
    .where("b.workspace_id", "=", ctx.workspaceId)
    .where("b.id", "=", input.id)
    .executeTakeFirst();
  if (!row) throw notFound("mail");
  const request = row.request as EmailRequest;
  const headers = {
    From: request.from,
    To: request.to,
    ...(request.replyTo ? { "Reply-To": request.replyTo } : {}),
    Subject: request.subject,
    ...request.headers,
  };
  const messageId = row.message_id;
  const seen = messageId ? (await countSeen({ ctx, messageIds: [messageId] })).get(messageId) : undefined;
  return {
    ...toMail(row),
    html: request.html,
    text: request.text,
    headers,
    tracked: findTokens(request.html).open !== null,
    ...(seen ?? nothingSeen),
    links: messageId ? await listLinks({ ctx, messageId }) : [],
  };
}
