import type { ServiceInput } from "@/lib/api/contract";
import type { tasks } from "@/lib/api/contracts/tasks";
import type { ServiceContext } from "@/lib/db/scoped";
import { findTask, holdOpenTask } from "@/lib/services/tasks/task-rows";

/** Changes words or due time of an open task. @throws AppError 404; 409 for what is closed, or an approval */
export async function updateTask({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof tasks.update> }) {
  const { id, title, body, due_at } = input;
  await holdOpenTask({ ctx, id, kind: "task" });
  const set = {
    ...(title !== undefined ? { title } : {}),
    ...(body !== undefined ? { body } : {}),
    ...(due_at !== undefined ? { due_at } : {}),
  };
  if (Object.keys(set).length > 0)
    await ctx.db
      .updateTable("tasks")
      .set(set)
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .execute();
  return findTask({ ctx, id });
}
