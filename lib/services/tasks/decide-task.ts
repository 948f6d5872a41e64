import type { ServiceInput } from "@/lib/api/contract";
import type { tasks } from "@/lib/api/contracts/tasks";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { closeTask } from "@/lib/services/tasks/close-task";
import { findTask, holdOpenTask } from "@/lib/services/tasks/task-rows";

/**
 * Approves or rejects, once. The one asked may, an admin may, and anybody who edits when nobody in particular was asked.
 * @throws AppError 404; 403; 409 when it was decided before, its time is over, or it is a plain task
 */
export async function decideTask({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof tasks.decide> }) {
  const { id, decision, comment } = input;
  const { assignee_id } = await holdOpenApproval({ ctx, id });
  const me = ctx.actor?.kind === "user" ? ctx.actor.userId : null;
  const admin = ctx.actor?.role === "admin" || ctx.actor?.role === "owner";
  if (assignee_id && assignee_id !== me && !admin)
    throw new AppError("forbidden", "Only the member asked, or an admin, may decide this.");
  await closeTask({ ctx, id, status: "done", outcome: decision, comment });
  return findTask({ ctx, id });
}

/** Holds an approval that may still be decided. @throws AppError 404; 409 */
export async function holdOpenApproval({ ctx, id }: { ctx: ServiceContext; id: string }) {
  const held = await holdOpenTask({ ctx, id, kind: "approval" });
  if (held.due_at && Date.parse(held.due_at) <= Date.parse(ctx.now))
    throw new AppError("conflict", "The time to decide is over.");
  return held;
}
