import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { tasks } from "@/lib/api/contracts/tasks";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";
import { requireMember } from "@/lib/services/members/require-member";
import { findTask, holdOpenTask } from "@/lib/services/tasks/task-rows";

/**
 * Hands an open task or approval on. The new assignee is told; for an approval also by mail, which the asking step sends,
 * and the links of whoever was asked before stop working.
 * @throws AppError 404; 409 when it is closed; 422 when the new assignee is no member or has it already
 */
export async function delegateTask({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof tasks.delegate>;
}) {
  const { id, assignee_id } = input;
  const { kind, assignee_id: before } = await holdOpenTask({ ctx, id });
  if (before === assignee_id) throw invalid("assignee_id", "This member has it already.");
  await requireMember({ ctx, userId: assignee_id, field: "assignee_id" });
  await ctx.db
    .updateTable("tasks")
    .set({ assignee_id, ...(kind === "approval" ? { asked: sql`asked || ${assignee_id}::uuid` } : {}) })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .execute();
  return findTask({ ctx, id });
}
