import { DateTime } from "luxon";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { contactName } from "@/lib/services/contacts/contact-row";
import type { ApprovalLink } from "@/lib/services/tasks/approval-link";
import { closedWords } from "@/lib/services/tasks/task-rows";

/** What the page behind an approval's link shows. `closed` says why nothing can be decided there; null while it can. */
export interface AskedApproval {
  title: string;
  body: string;
  comment: string | null;
  contact: string | null;
  workspace: string;
  /** The deadline in words, in the workspace's time zone. */
  due: string | null;
  closed: string | null;
}

/** The approval a link is for. @throws AppError 404 when it is gone */
export async function findApproval({ ctx, link }: { ctx: ServiceContext; link: ApprovalLink }): Promise<AskedApproval> {
  const row = await ctx.db
    .selectFrom("tasks as t")
    .innerJoin("workspaces as w", "w.id", "t.workspace_id")
    .leftJoin("contacts as c", (join) =>
      join.onRef("c.workspace_id", "=", "t.workspace_id").onRef("c.id", "=", "t.contact_id"),
    )
    .leftJoin("profiles as d", "d.user_id", "t.decided_by")
    .leftJoin("profiles as a", "a.user_id", "t.assignee_id")
    .select([
      ...([
        "t.title",
        "t.body",
        "t.comment",
        "t.kind",
        "t.status",
        "t.outcome",
        "t.closed_reason",
        "t.due_at",
        "t.assignee_id",
      ] as const),
      ...(["c.id as contact_id", "c.first_name", "c.last_name", "c.email", "c.phone"] as const),
      ...(["w.name as workspace", "w.time_zone", "d.name as decider", "a.name as assignee"] as const),
    ])
    .where("t.workspace_id", "=", ctx.workspaceId)
    .where("t.id", "=", link.t)
    .where("t.kind", "=", "approval")
    .executeTakeFirst();
  if (!row) throw notFound("approval");
  const due = row.due_at ? DateTime.fromISO(row.due_at, { zone: row.time_zone }) : null;
  return {
    title: row.title,
    body: row.body,
    comment: row.comment,
    contact: row.contact_id ? contactName(row) : null,
    workspace: row.workspace,
    due: due?.isValid ? `${due.setLocale("en").toFormat("cccc, d LLLL, HH:mm")} (${row.time_zone})` : null,
    closed: closedReason({ row, link, now: ctx.now }),
  };
}

function closedReason({
  row,
  link,
  now,
}: {
  row: {
    kind: string;
    status: string;
    outcome: string | null;
    closed_reason: string | null;
    due_at: string | null;
    assignee_id: string | null;
    decider: string | null;
    assignee: string | null;
  };
  link: ApprovalLink;
  now: string;
}): string | null {
  if (row.status === "done") {
    const what = row.outcome === "approved" ? "Approved" : "Rejected";
    return row.decider ? `${what} by ${row.decider}` : what;
  }
  if (row.status !== "open") return closedWords(row);
  if (row.due_at && Date.parse(row.due_at) <= Date.parse(now)) return "The time to decide is over.";
  if (row.assignee_id !== link.u) return `This was handed on to ${row.assignee || "somebody else"}.`;
  return null;
}
