import type { ServiceInput } from "@/lib/api/contract";
import type { messages } from "@/lib/api/contracts/messages";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import type { EmailRequest } from "@/lib/providers/email/email-provider";

/** What the built-in mailbox received, newest first. Mail to a member is shown to him, the owners and the admins only. */
export async function listMailbox({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof messages.listMailbox>;
}) {
  const cursor = decodeCursor(input.cursor);
  const rows = await ctx.db
    .selectFrom("mailbox as b")
    .leftJoin("messages as m", (j) =>
      j.onRef("m.workspace_id", "=", "b.workspace_id").onRef("m.id", "=", "b.message_id"),
    )
    .select(["b.id", "b.message_id", "b.request", "b.created_at", "m.status"])
    .where("b.workspace_id", "=", ctx.workspaceId)
    .$if(cursor !== null, (q) =>
      q.where((e) => e(e.refTuple("b.created_at", "b.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string))),
    )
    .orderBy("b.created_at", "desc")
    .orderBy("b.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const count = input.count
    ? await ctx.db
        .selectFrom("mailbox")
        .select((e) => e.fn.countAll<number>().as("n"))
        .where("workspace_id", "=", ctx.workspaceId)
        .executeTakeFirstOrThrow()
    : null;
  const { data, next_cursor } = page({ rows, limit: input.limit });
  return { data: data.map(toMail), next_cursor, ...(count ? { count: count.n } : {}) };
}

type Status = "queued" | "sent" | "delivered" | "bounced" | "complained" | "failed" | "skipped" | "unknown";

/** One mail as the API lists it. */
export function toMail(row: {
  id: string;
  message_id: string | null;
  request: unknown;
  created_at: string;
  status: string | null;
}) {
  const { from, to, subject } = row.request as EmailRequest;
  return {
    id: row.id,
    message_id: row.message_id,
    from,
    to,
    subject,
    status: row.status as Status | null,
    created_at: row.created_at,
  };
}
