import type { ServiceContext } from "@/lib/db/scoped";

interface Count {
  human: number;
  machine: number;
}
/** How often a mail was opened and clicked, people and machines apart. */
export interface SeenCounts {
  opens: Count;
  clicks: Count;
}

const none: Count = { human: 0, machine: 0 };
export const nothingSeen: SeenCounts = { opens: none, clicks: none };

/** Opens and clicks of messages by their id; a message that nobody opened or clicked is not in the answer. */
export async function countSeen({
  ctx,
  messageIds,
}: {
  ctx: ServiceContext;
  messageIds: string[];
}): Promise<Map<string, SeenCounts>> {
  const counts = new Map<string, SeenCounts>();
  if (messageIds.length === 0) return counts;
  const rows = await ctx.db
    .selectFrom("message_events")
    .select((e) => ["message_id", "type", "machine", e.fn.countAll<number>().as("n")])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("message_id", "in", messageIds)
    .where("type", "in", ["opened", "clicked"])
    .where("settles_at", "is", null)
    .groupBy(["message_id", "type", "machine"])
    .execute();
  for (const { message_id, type, machine, n } of rows) {
    const before = counts.get(message_id) ?? nothingSeen;
    const part = type === "opened" ? "opens" : "clicks";
    counts.set(message_id, { ...before, [part]: { ...before[part], [machine ? "machine" : "human"]: n } });
  }
  return counts;
}
