import type { Answer } from "@/lib/api/contract";
import type { workspaces } from "@/lib/api/contracts/workspaces";
import type { ServiceContext } from "@/lib/db/scoped";

/** The workspaces of the signed-in user, oldest first; for an API key the one it belongs to. */
export async function listWorkspaces({ ctx }: { ctx: ServiceContext }): Promise<Answer<typeof workspaces.list>> {
  const { actor } = ctx;
  if (actor?.kind !== "user") {
    const row = await ctx.db
      .selectFrom("workspaces")
      .select(["id", "slug", "name", "time_zone"])
      .where("id", "=", ctx.workspaceId)
      .executeTakeFirstOrThrow();
    return { data: [{ ...row, role: actor?.role ?? "viewer" }] };
  }
  // The one list that goes past the current workspace: row-level security shows a user all of his own.
  const rows = await ctx.db
    .selectFrom("workspace_members as m")
    .innerJoin("workspaces as w", "w.id", "m.workspace_id")
    .where("m.user_id", "=", actor.userId)
    .select(["w.id", "w.slug", "w.name", "w.time_zone", "m.role"])
    .orderBy("w.created_at")
    .orderBy("w.id")
    .execute();
  return { data: rows.map((row) => ({ ...row, role: row.role as typeof actor.role })) };
}
