import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";

/** The tracked links of a message in the order of the mail, each with its clicks, people and machines apart. */
export async function listLinks({ ctx, messageId }: { ctx: ServiceContext; messageId: string }) {
  const clicks = (machine: boolean) =>
    sql<number>`count(*) filter (where e.id is not null and e.settles_at is null and e.machine = ${machine})::int`.as(
      machine ? "machine" : "human",
    );
  const rows = await ctx.db
    .selectFrom("message_links as l")
    .leftJoin("message_events as e", (j) =>
      j
        .onRef("e.workspace_id", "=", "l.workspace_id")
        .onRef("e.message_id", "=", "l.message_id")
        .on("e.type", "=", "clicked")
        .on(sql<boolean>`(e.data ->> 'position')::int = l.position`),
    )
    .select(["l.position", "l.url", clicks(false), clicks(true)])
    .where("l.workspace_id", "=", ctx.workspaceId)
    .where("l.message_id", "=", messageId)
    .groupBy(["l.position", "l.url"])
    .orderBy("l.position")
    .execute();
  return rows.map(({ human, machine, ...link }) => ({ ...link, clicks: { human, machine } }));
}
