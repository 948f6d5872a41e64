import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";

/**
 * Closes approvals whose step was left without an answer while its run goes on; with the run itself the database closes them.
 * Decided ones stay as they are. @param stepKeys the visits left, by their root run and with their paths
 */
export async function closeApprovals(args: { ctx: ServiceContext; stepKeys: string[]; reason: string }): Promise<void> {
  const { ctx, stepKeys, reason } = args;
  if (stepKeys.length === 0) return;
  await ctx.db
    .updateTable("tasks")
    .set({ status: "cancelled", outcome: "cancelled", closed_reason: reason.slice(0, 2000) })
    .where("workspace_id", "=", ctx.workspaceId)
    .where(sql<boolean>`step_key = any (${stepKeys}::text[])`)
    .where("kind", "=", "approval")
    .where("status", "=", "open")
    .execute();
}
