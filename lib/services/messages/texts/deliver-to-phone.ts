import { asWorker } from "@/lib/db/scoped";
import type { TextRequest } from "@/lib/providers/sms/text-provider";

/** Puts a text onto the built-in phone, once per key. Returns its id there. */
export async function deliverToPhone({
  workspaceId,
  messageId,
  request,
  idempotencyKey,
}: {
  workspaceId: string;
  messageId: string | null;
  request: TextRequest;
  idempotencyKey: string;
}): Promise<string> {
  const { channel, to, content } = request;
  const body =
    content.type === "text"
      ? content.body
      : [`[${content.sid}]`, ...Object.entries(content.variables).map(([name, value]) => `${name}: ${value}`)].join(
          "\n",
        );
  const { value } = await asWorker({
    workspaceId,
    fn: async (ctx) => {
      const before = await ctx.db
        .selectFrom("phone_box")
        .select("id")
        .where("workspace_id", "=", workspaceId)
        .where("idempotency_key", "=", idempotencyKey)
        .executeTakeFirst();
      if (before) return before.id;
      const made = await ctx.db
        .insertInto("phone_box")
        .values({
          workspace_id: workspaceId,
          channel,
          direction: "outbound",
          number: to,
          body,
          message_id: messageId,
          idempotency_key: idempotencyKey,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      return made.id;
    },
  });
  return value;
}
