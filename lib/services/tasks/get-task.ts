import type { ServiceInput } from "@/lib/api/contract";
import type { tasks } from "@/lib/api/contracts/tasks";
import type { ServiceContext } from "@/lib/db/scoped";
import { findTask } from "@/lib/services/tasks/task-rows";

/** @throws AppError 404 */
export function getTask({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof tasks.get> }) {
  return findTask({ ctx, id: input.id });
}
