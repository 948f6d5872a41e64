import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { messages } from "@/lib/api/contracts/messages";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { countSeen } from "@/lib/services/messages/count-seen";
import { listLinks } from "@/lib/services/messages/list-links";
import { summaryColumns, toSummary } from "@/lib/services/messages/list-messages";

/** One message with its rendered body and what happened to it since. @throws AppError 404 */
export async function getMessage({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof messages.get>;
}): Promise<Answer<typeof messages.get>> {
  const row = await ctx.db
    .selectFrom("messages as m")
    .leftJoin("contacts as c", (j) =>
      j.onRef("c.workspace_id", "=", "m.workspace_id").onRef("c.id", "=", "m.contact_id"),
    )
    .select([...summaryColumns, "m.html", "m.text", "m.reply_to", "m.headers", "m.provider_id"])
    .where("m.workspace_id", "=", ctx.workspaceId)
    .where("m.id", "=", input.id)
    .executeTakeFirst();
  if (!row) throw notFound("message");
  const events = await ctx.db
    .selectFrom("message_events")
    .select(["type", "machine", "occurred_at", "data"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("message_id", "=", input.id)
    .orderBy("created_at")
    .execute();
  const { html, text, reply_to, headers, provider_id, ...summary } = row;
  const seen = await countSeen({ ctx, messageIds: [row.id] });
  return {
    ...toSummary({ row: summary, seen: seen.get(row.id) }),
    html,
    text,
    reply_to,
    provider_id,
    headers: headers as Record<string, string>,
    events: events.map((event) => ({ ...event, data: event.data as Record<string, unknown> })),
    links: await listLinks({ ctx, messageId: row.id }),
  };
}
