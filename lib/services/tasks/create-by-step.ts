import type { ServiceContext } from "@/lib/db/scoped";
import type { TaskFacts } from "@/lib/nodes/facts";
import type { MemberChoice } from "@/lib/nodes/node-context";
import { pickMember } from "@/lib/services/members/pick-member";

const columns = ["id", "status", "outcome", "comment", "assignee_id", "decided_by", "due_at", "asked"] as const;

/**
 * Makes the task of a step's visit, or answers with the one it made before. An approval that was cancelled with its run is
 * asked again when the run is tried again.
 * @param stepKey the visit, by its root run
 * @param turnKey whose turns are used when the assignee is picked in turn
 * @throws AppError 409 when nobody is left to pick
 */
export async function createByStep({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: {
    kind: "task" | "approval";
    title: string;
    body: string;
    assignee: MemberChoice | null;
    dueAt: string | null;
    contact: { id: string; owner_id: string | null };
    runId: string;
    nodeId: string;
    visit: number;
    stepKey: string;
    turnKey: string;
  };
}): Promise<TaskFacts> {
  const { kind, stepKey, runId, dueAt } = input;
  const own = () =>
    ctx.db.updateTable("tasks").where("workspace_id", "=", ctx.workspaceId).where("step_key", "=", stepKey);
  const made = await ctx.db
    .selectFrom("tasks")
    .select([...columns, "run_id"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("step_key", "=", stepKey)
    .forUpdate()
    .executeTakeFirst();
  if (made && kind === "approval" && made.outcome === "cancelled" && made.run_id !== runId)
    return facts(
      await own()
        .set({ status: "open", outcome: null, closed_reason: null, run_id: runId, due_at: dueAt })
        .returning(columns)
        .executeTakeFirstOrThrow(),
    );
  if (made) return facts(made);
  const assigneeId = input.assignee
    ? await pickMember({ ctx, choice: input.assignee, ownerId: input.contact.owner_id, key: input.turnKey })
    : null;
  const row = await ctx.db
    .insertInto("tasks")
    .values({
      id: ctx.newId(),
      workspace_id: ctx.workspaceId,
      kind,
      title: input.title.slice(0, 300),
      body: input.body.slice(0, 10_000),
      contact_id: input.contact.id,
      run_id: runId,
      node_id: input.nodeId,
      visit: input.visit,
      step_key: stepKey,
      assignee_id: assigneeId,
      asked: kind === "approval" && assigneeId ? [assigneeId] : [],
      due_at: dueAt,
    })
    .returning(columns)
    .executeTakeFirstOrThrow();
  return facts(row);
}

/** Closes an approval whose time is over. One that was decided at the last moment stays decided. */
export async function expireByStep({ ctx, id }: { ctx: ServiceContext; id: string }): Promise<TaskFacts> {
  await ctx.db
    .updateTable("tasks")
    .set({ status: "cancelled", outcome: "timed_out", decided_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .where("status", "=", "open")
    .execute();
  const row = await ctx.db
    .selectFrom("tasks")
    .select(columns)
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return facts(row);
}

interface Row {
  id: string;
  status: string;
  outcome: string | null;
  comment: string | null;
  assignee_id: string | null;
  decided_by: string | null;
  due_at: string | null;
  asked: string[];
}

const facts = (row: Row): TaskFacts => ({
  id: row.id,
  status: row.status as TaskFacts["status"],
  outcome: row.outcome,
  comment: row.comment,
  assigneeId: row.assignee_id,
  decidedBy: row.decided_by,
  dueAt: row.due_at,
  asked: row.asked,
});
