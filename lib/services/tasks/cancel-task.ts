import type { ServiceInput } from "@/lib/api/contract";
import type { tasks } from "@/lib/api/contracts/tasks";
import type { ServiceContext } from "@/lib/db/scoped";
import { closeTask } from "@/lib/services/tasks/close-task";
import { findTask, holdOpenTask } from "@/lib/services/tasks/task-rows";

/** Cancels an open task. An approval ends with a decision or with its run. @throws AppError 404; 409 */
export async function cancelTask({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof tasks.cancel> }) {
  await holdOpenTask({ ctx, id: input.id, kind: "task" });
  await closeTask({ ctx, id: input.id, status: "cancelled", outcome: "cancelled" });
  return findTask({ ctx, id: input.id });
}
