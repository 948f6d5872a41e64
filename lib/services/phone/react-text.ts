import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { phone } from "@/lib/api/contracts/phone";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import { commitAsWorker } from "@/lib/services/commit";
import { recordStatus } from "@/lib/services/messages/texts/record-status";
import { getThread } from "@/lib/services/phone/get-thread";

/**
 * Says what became of a text on the built-in phone. It takes the very way of a provider's report, which is the worker's, so it
 * follows the commit. @throws AppError 404, or 409 when the text was not sent by the workspace
 */
export async function reactText({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof phone.react>;
}): Promise<Answer<typeof phone.react>> {
  const text = await ctx.db
    .selectFrom("phone_box as b")
    .leftJoin("messages as m", (j) =>
      j.onRef("m.workspace_id", "=", "b.workspace_id").onRef("m.id", "=", "b.message_id"),
    )
    .select(["b.direction", "b.channel", "b.message_id", "m.provider_id"])
    .where("b.workspace_id", "=", ctx.workspaceId)
    .where("b.id", "=", input.id)
    .executeTakeFirst();
  if (!text) throw notFound("text");
  const { message_id: messageId, provider_id: providerId } = text;
  if (text.direction !== "outbound" || !messageId || !providerId)
    throw new AppError("conflict", "Only a message that a workflow sent can be delivered or fail.");
  if (input.reaction === "read" && text.channel === "sms")
    throw new AppError("conflict", "An SMS does not tell whether it was read. WhatsApp messages do.");
  ctx.afterCommit(async () => {
    await commitAsWorker({
      workspaceId: ctx.workspaceId,
      source: "phone",
      fn: (worker) =>
        recordStatus({
          ctx: worker,
          input: {
            messageId,
            provider: "local",
            providerId,
            status: input.reaction,
            ...(input.reaction === "failed" ? { reason: "The phone could not be reached." } : {}),
          },
        }),
    });
  });
  return getThread({ ctx, input });
}

/** The thread after that. */
export function reactedText({ ctx, answer }: { ctx: ServiceContext; answer: Answer<typeof phone.react> }) {
  return getThread({ ctx, input: { id: answer.id } });
}
