import type { Role, ServiceContext } from "@/lib/db/scoped";

/** The members of the workspace, by name. */
export async function listMembers({ ctx }: { ctx: ServiceContext }) {
  const rows = await ctx.db
    .selectFrom("workspace_members as m")
    .leftJoin("profiles as p", "p.user_id", "m.user_id")
    .select(["m.user_id as id", "m.role", "p.name", "p.email"])
    .where("m.workspace_id", "=", ctx.workspaceId)
    .orderBy("p.name")
    .orderBy("m.user_id")
    .execute();
  return {
    data: rows.map(({ id, role, name, email }) => ({
      id,
      name: name || email || "Member",
      email: email ?? "",
      role: role as Role,
    })),
  };
}
