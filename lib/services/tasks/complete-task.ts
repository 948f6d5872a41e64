import type { ServiceInput } from "@/lib/api/contract";
import type { tasks } from "@/lib/api/contracts/tasks";
import type { ServiceContext } from "@/lib/db/scoped";
import { closeTask } from "@/lib/services/tasks/close-task";
import { findTask, holdOpenTask } from "@/lib/services/tasks/task-rows";

/** Marks a task as done; without an outcome it is "done". @throws AppError 404; 409 for what is closed, or an approval */
export async function completeTask({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof tasks.complete>;
}) {
  const { id, outcome = "done", comment } = input;
  await holdOpenTask({ ctx, id, kind: "task" });
  await closeTask({ ctx, id, status: "done", outcome, comment });
  return findTask({ ctx, id });
}
