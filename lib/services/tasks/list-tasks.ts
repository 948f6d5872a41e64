import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { tasks } from "@/lib/api/contracts/tasks";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { taskRows, toTask } from "@/lib/services/tasks/task-rows";

/** Tasks and approvals, newest first; sorted by due time the open ones, those without a date last. */
export async function listTasks({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof tasks.list> }) {
  const { kind, contact, assignee, whose } = input;
  const cursor = decodeCursor(input.cursor);
  const byDue = input.sort === "due";
  const status = byDue ? "open" : input.status;
  const me = ctx.actor?.kind === "user" ? ctx.actor.userId : null;
  const filter = sql<boolean>`${sql.join(
    [
      sql`true`,
      // Spelled out, so that the index of open tasks serves.
      ...(status ? [status === "open" ? sql`t.status = 'open'` : sql`t.status = ${status}`] : []),
      ...(kind ? [sql`t.kind = ${kind}`] : []),
      ...(contact ? [sql`t.contact_id = ${contact}`] : []),
      ...(assignee ? [sql`t.assignee_id = ${assignee}`] : []),
      ...(whose === "mine" ? [sql`t.assignee_id = ${me}::uuid`] : []),
      ...(whose === "nobody" ? [sql`t.assignee_id is null`] : []),
    ],
    sql` and `,
  )}`;
  const rows = await taskRows(ctx)
    .where(filter)
    .$if(cursor !== null, (query) =>
      query.where((e) => {
        const last = e.tuple(cursor?.at as string, cursor?.id as string);
        return byDue
          ? e(e.refTuple("t.due_order", "t.id"), ">", last)
          : e(e.refTuple("t.created_at", "t.id"), "<", last);
      }),
    )
    .orderBy(byDue ? "t.due_order" : "t.created_at", byDue ? "asc" : "desc")
    .orderBy("t.id", byDue ? "asc" : "desc")
    .limit(input.limit + 1)
    .execute();
  const count = input.count
    ? await ctx.db
        .selectFrom("tasks as t")
        .select((e) => e.fn.countAll<number>().as("n"))
        .where("t.workspace_id", "=", ctx.workspaceId)
        .where(filter)
        .executeTakeFirstOrThrow()
    : null;
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  const more = rows.length > input.limit && last;
  return {
    data: shown.map(toTask),
    next_cursor: more ? encodeCursor({ at: byDue ? last.due_order : last.created_at, id: last.id }) : null,
    ...(count ? { count: count.n } : {}),
  };
}
