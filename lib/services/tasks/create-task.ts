import type { ServiceInput } from "@/lib/api/contract";
import type { tasks } from "@/lib/api/contracts/tasks";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, invalid } from "@/lib/errors";
import { requireContact } from "@/lib/services/contacts/require-contact";
import { requireMember } from "@/lib/services/members/require-member";
import { findTask } from "@/lib/services/tasks/task-rows";

/** Makes a task; its assignee is told. @throws AppError 422 when the assignee is no member or the contact does not exist */
export async function createTask({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof tasks.create> }) {
  const id = ctx.newId();
  if (input.assignee_id) await requireMember({ ctx, userId: input.assignee_id, field: "assignee_id" });
  if (input.contact_id)
    await requireContact({ ctx, id: input.contact_id }).catch((error) => {
      throw error instanceof AppError ? invalid("contact_id", "There is no such contact.") : error;
    });
  await ctx.db
    .insertInto("tasks")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      title: input.title,
      body: input.body ?? "",
      contact_id: input.contact_id ?? null,
      assignee_id: input.assignee_id ?? null,
      due_at: input.due_at ?? null,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  return findTask({ ctx, id });
}
