import { z } from "zod";
import { contract, idParams, instant, listOf, listQuery } from "@/lib/api/contract";
import { writtenInstant } from "@/lib/api/instant";

export const taskStatuses = ["open", "done", "cancelled"] as const;
export const taskKinds = ["task", "approval"] as const;

const person = z.object({ id: z.string(), name: z.string() });
const userId = z.uuid({ error: "This is not an id." });
const comment = z.string().trim().max(5000);

export const task = z.object({
  id: z.string(),
  kind: z.enum(taskKinds),
  title: z.string(),
  body: z.string(),
  contact: person.nullable(),
  run_id: z.string().nullable(),
  workflow: z.object({ id: z.string(), name: z.string() }).nullable(),
  assignee: person.nullable(),
  due_at: instant.nullable(),
  status: z.enum(taskStatuses),
  outcome: z.string().nullable(),
  comment: z.string().nullable(),
  /** Why an approval is no longer needed, when it was closed without a decision. */
  closed_reason: z.string().nullable(),
  decided_by: person.nullable(),
  decided_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});

const fields = {
  title: z.string().trim().min(1).max(300),
  body: z.string().trim().max(10_000),
  assignee_id: userId.nullable(),
  due_at: writtenInstant.nullable(),
};
const read = { tag: "Tasks", role: "viewer", scope: "tasks:read" } as const;
const write = { tag: "Tasks", role: "editor", scope: "tasks:write" } as const;

export const tasks = {
  list: contract({
    ...read,
    method: "GET",
    path: "/tasks",
    summary: "List tasks and approvals, newest first, or the open ones by their due time",
    query: listQuery.extend({
      status: z.enum(taskStatuses).optional(),
      kind: z.enum(taskKinds).optional(),
      whose: z.enum(["mine", "nobody"]).optional().describe("Those of the caller, or those without an assignee."),
      assignee: userId.optional(),
      contact: userId.optional(),
      sort: z.enum(["created", "due"]).default("created").describe("`due` lists open ones only."),
    }),
    response: listOf(task),
  }),
  create: contract({
    ...write,
    method: "POST",
    path: "/tasks",
    summary: "Create a task",
    body: z.strictObject({
      title: fields.title,
      body: fields.body.optional(),
      assignee_id: fields.assignee_id.optional(),
      due_at: fields.due_at.optional(),
      contact_id: userId.nullable().optional(),
    }),
    response: task,
    status: 201,
  }),
  get: contract({
    ...read,
    method: "GET",
    path: "/tasks/{id}",
    summary: "Get a task or an approval",
    params: idParams,
    response: task,
  }),
  update: contract({
    ...write,
    method: "PATCH",
    path: "/tasks/{id}",
    summary: "Change an open task",
    params: idParams,
    body: z.strictObject({
      title: fields.title.optional(),
      body: fields.body.optional(),
      due_at: fields.due_at.optional(),
    }),
    response: task,
  }),
  complete: contract({
    ...write,
    method: "POST",
    path: "/tasks/{id}/complete",
    summary: "Mark a task as done, with what came of it",
    params: idParams,
    body: z.strictObject({ outcome: z.string().trim().min(1).max(120).optional(), comment: comment.optional() }),
    response: task,
  }),
  cancel: contract({
    ...write,
    method: "POST",
    path: "/tasks/{id}/cancel",
    summary: "Cancel an open task",
    params: idParams,
    response: task,
  }),
  decide: contract({
    ...write,
    method: "POST",
    path: "/tasks/{id}/decide",
    summary: "Approve or reject; once, by the one asked or an admin",
    params: idParams,
    body: z.strictObject({ decision: z.enum(["approved", "rejected"]), comment: comment.optional() }),
    response: task,
  }),
  delegate: contract({
    ...write,
    method: "POST",
    path: "/tasks/{id}/delegate",
    summary: "Hand an open task or approval on to another member",
    params: idParams,
    body: z.strictObject({ assignee_id: userId }),
    response: task,
  }),
};

export type TaskAnswer = z.output<typeof task>;
