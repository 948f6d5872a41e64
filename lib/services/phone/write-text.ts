import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { phone } from "@/lib/api/contracts/phone";
import type { ServiceContext } from "@/lib/db/scoped";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { commitAsWorker } from "@/lib/services/commit";
import { LOCAL_NUMBER } from "@/lib/services/messages/texts/pick-text-sender";
import { recordInbound } from "@/lib/services/messages/texts/record-inbound";
import { readThread } from "@/lib/services/phone/get-thread";

/**
 * Writes to the workspace from the built-in phone. It takes the very way of a text that a provider hands in, STOP and HELP included,
 * which is the worker's, so it follows the commit. @throws AppError 409 where there is no built-in phone
 */
export async function writeText({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof phone.write>;
}): Promise<Answer<typeof phone.write>> {
  const { channel, number, text } = input;
  if (env().mode !== "embedded")
    throw new AppError("conflict", "This installation has no built-in phone: texts come from real ones.");
  const providerId = ctx.newId();
  ctx.afterCommit(async () => {
    await commitAsWorker({
      workspaceId: ctx.workspaceId,
      source: "phone",
      fn: async (worker) => {
        const inbound = { channel, from: number, to: LOCAL_NUMBER, text, provider: "local", providerId } as const;
        const { reply, messageId } = await recordInbound({ ctx: worker, input: { ...inbound, answered: false } });
        const carry = (one: {
          direction: string;
          body: string;
          message_id: string | null;
          key: string;
          after: number;
        }) => {
          const { key, after, ...row } = one;
          // What is written in one transaction has one time: the answer must not stand before the question.
          const created_at = new Date(Date.parse(worker.now) + after).toISOString();
          return worker.db
            .insertInto("phone_box")
            .values({ workspace_id: worker.workspaceId, channel, number, created_at, idempotency_key: key, ...row })
            .execute();
        };
        await carry({ direction: "inbound", body: text, message_id: messageId, key: providerId, after: 0 });
        if (reply)
          await carry({ direction: "outbound", body: reply, message_id: null, key: `${providerId}/reply`, after: 1 });
      },
    });
  });
  return readThread({ ctx, channel, number });
}

/** The thread after that. */
export function writtenText({ ctx, answer }: { ctx: ServiceContext; answer: Answer<typeof phone.write> }) {
  return readThread({ ctx, channel: answer.channel, number: answer.number });
}
