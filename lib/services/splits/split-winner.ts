import type { ServiceContext } from "@/lib/db/scoped";

/** The variant a split has been decided for, by itself or by a member; null while it is open. */
export async function splitWinner({
  ctx,
  input: { workflowId, nodeId },
}: {
  ctx: ServiceContext;
  input: { workflowId: string; nodeId: string };
}): Promise<string | null> {
  const row = await ctx.db
    .selectFrom("workflow_splits")
    .select("winner")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", workflowId)
    .where("node_id", "=", nodeId)
    .executeTakeFirst();
  return row?.winner ?? null;
}
