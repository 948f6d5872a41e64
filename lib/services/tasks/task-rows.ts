import type { z } from "zod";
import type { task } from "@/lib/api/contracts/tasks";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import { contactName } from "@/lib/services/contacts/contact-row";

type Shown = z.input<typeof task>;

/** Tasks with the names that screens show. */
export function taskRows(ctx: ServiceContext) {
  return ctx.db
    .selectFrom("tasks as t")
    .leftJoin("contacts as c", (join) =>
      join.onRef("c.workspace_id", "=", "t.workspace_id").onRef("c.id", "=", "t.contact_id"),
    )
    .leftJoin("profiles as a", "a.user_id", "t.assignee_id")
    .leftJoin("profiles as d", "d.user_id", "t.decided_by")
    .leftJoin("workflow_runs as r", (join) =>
      join.onRef("r.workspace_id", "=", "t.workspace_id").onRef("r.id", "=", "t.run_id"),
    )
    .leftJoin("workflows as w", (join) =>
      join.onRef("w.workspace_id", "=", "r.workspace_id").onRef("w.id", "=", "r.workflow_id"),
    )
    .select([
      "t.id",
      "t.kind",
      "t.title",
      "t.body",
      "t.contact_id",
      "t.run_id",
      "t.assignee_id",
      "t.due_at",
      "t.due_order",
      "t.status",
      "t.outcome",
      "t.comment",
      "t.closed_reason",
      "t.decided_by",
      "t.decided_at",
      "t.created_at",
      "t.updated_at",
      "c.first_name",
      "c.last_name",
      "c.email",
      "c.phone",
      "a.name as assignee_name",
      "a.email as assignee_email",
      "d.name as decider_name",
      "d.email as decider_email",
      "w.id as workflow_id",
      "w.name as workflow_name",
    ])
    .where("t.workspace_id", "=", ctx.workspaceId);
}

type Row = Awaited<ReturnType<ReturnType<typeof taskRows>["execute"]>>[number];

/** A row as the API shows it. */
export function toTask(row: Row): Shown {
  const member = (id: string | null, name: string | null, email: string | null) =>
    id ? { id, name: name || email || "A former member" } : null;
  return {
    id: row.id,
    kind: row.kind as Shown["kind"],
    title: row.title,
    body: row.body,
    contact: row.contact_id ? { id: row.contact_id, name: contactName({ ...row, phone: row.phone }) } : null,
    run_id: row.run_id,
    workflow: row.workflow_id ? { id: row.workflow_id, name: row.workflow_name ?? "" } : null,
    assignee: member(row.assignee_id, row.assignee_name, row.assignee_email),
    due_at: row.due_at,
    status: row.status as Shown["status"],
    outcome: row.outcome,
    comment: row.comment,
    closed_reason: row.closed_reason,
    decided_by: member(row.decided_by, row.decider_name, row.decider_email),
    decided_at: row.decided_at,
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}

/** @throws AppError 404 */
export async function findTask({ ctx, id }: { ctx: ServiceContext; id: string }): Promise<Shown> {
  const row = await taskRows(ctx).where("t.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("task");
  return toTask(row);
}

/**
 * Holds an open task until the transaction ends.
 * @throws AppError 404; 409 when it is done or cancelled already, or is not of the kind asked for
 */
export async function holdOpenTask({ ctx, id, kind }: { ctx: ServiceContext; id: string; kind?: "task" | "approval" }) {
  const row = await ctx.db
    .selectFrom("tasks")
    .select(["id", "kind", "status", "outcome", "closed_reason", "assignee_id", "asked", "due_at"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("task");
  if (kind && row.kind !== kind)
    throw new AppError(
      "conflict",
      kind === "task" ? "This is an approval: approve or reject it." : "This is a task: mark it as done instead.",
    );
  if (row.status !== "open") throw new AppError("conflict", closedWords(row));
  return row;
}

/** Why a closed task cannot be acted on any more. */
export function closedWords({
  kind,
  status,
  outcome,
  closed_reason,
}: {
  kind: string;
  status: string;
  outcome: string | null;
  closed_reason: string | null;
}): string {
  if (kind === "task") return status === "done" ? "This task is done already." : "This task was cancelled.";
  if (status === "done") return `This was decided already: ${outcome}.`;
  if (outcome === "timed_out") return "The time to decide is over.";
  return `This decision is no longer needed. ${closed_reason ?? "The run ended."}`;
}
