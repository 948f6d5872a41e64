import type { ServiceInput } from "@/lib/api/contract";
import type { notifications } from "@/lib/api/contracts/notifications";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";

/** What the caller was told, newest first, and how much of it is unread. An API key has none. */
export async function listNotifications({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof notifications.list>;
}) {
  const cursor = decodeCursor(input.cursor);
  const userId = ctx.actor?.kind === "user" ? ctx.actor.userId : null;
  if (!userId) return { data: [], next_cursor: null, unread: 0, ...(input.count ? { count: 0 } : {}) };
  const own = ctx.db
    .selectFrom("notifications")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("user_id", "=", userId);
  const counted = (query: typeof own) => query.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  const rows = await own
    .select(["id", "title", "body", "path", "read_at", "created_at"])
    .$if(cursor !== null, (query) =>
      query.where((e) => e(e.refTuple("created_at", "id"), "<", e.tuple(cursor?.at as string, cursor?.id as string))),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(input.limit + 1)
    .execute();
  const unread = await counted(own.where("read_at", "is", null));
  const count = input.count ? await counted(own) : null;
  return { ...page({ rows, limit: input.limit }), unread: unread.n, ...(count ? { count: count.n } : {}) };
}
