import type { ServiceContext } from "@/lib/db/scoped";

/** Exclusive groups with at least two workflows, by name, each with its workflows in the order in which they are asked. */
export async function listGroups({
  ctx,
}: {
  ctx: ServiceContext;
}): Promise<{ name: string; members: { id: string; name: string }[] }[]> {
  const rows = await ctx.db
    .selectFrom("workflows")
    .select(["id", "name", "exclusive_group"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("exclusive_group", "is not", null)
    .where("status", "<>", "archived")
    .orderBy("exclusive_group")
    .orderBy("priority")
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const groups = Map.groupBy(rows, (row) => row.exclusive_group ?? "");
  return [...groups]
    .filter(([, members]) => members.length > 1)
    .map(([name, members]) => ({ name, members: members.map((one) => ({ id: one.id, name: one.name })) }));
}
