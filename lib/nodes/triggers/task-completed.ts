import { z } from "zod";
import { allOf } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "task_completed",
  kind: "trigger",
  version: 1,
  label: "Task completed",
  description: "Starts when a member completes a task about a contact, or decides an approval.",
  icon: "circle-check",
  group: "Triggers",
  config: z.strictObject({
    kind: z
      .enum(["task", "approval"], "Choose a kind.")
      .optional()
      .meta({ title: "Kind", description: "Leave open for both.", widget: "select" }),
    title: z.string().trim().max(300).optional().meta({
      title: "Title contains",
      description: "Leave empty for every task.",
      widget: "text",
      placeholder: "Call",
    }),
    outcome: z.string().trim().max(120).optional().meta({
      title: "Outcome",
      description: "Leave empty for any, such as done, approved or what the member wrote.",
      widget: "text",
      placeholder: "approved",
    }),
  }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({
      task_id: z.string(),
      kind: z.enum(["task", "approval"]),
      title: z.string(),
      outcome: z.string().nullable(),
      comment: z.string().nullable(),
      assignee_id: z.string().nullable(),
      decided_by: z.string().nullable(),
    }),
    sample: {
      task_id: "018f0000-0000-7000-8000-000000000007",
      kind: "task",
      title: "Call Ada back",
      outcome: "done",
      comment: "Wants an offer for ten seats.",
      assignee_id: null,
      decided_by: null,
    },
  },
  summary: ({ kind, title, outcome }) => {
    const what = kind === "approval" ? "an approval" : kind === "task" ? "a task" : "a task or an approval";
    return `When ${what}${title ? ` about "${title}"` : ""} is ${kind === "approval" ? "decided" : "completed"}${outcome ? ` as ${outcome}` : ""}`;
  },
  trigger: {
    events: ["task.completed", "approval.decided"],
    conditions: ({ kind, title, outcome }) =>
      allOf([
        kind ? { field: "trigger.data.kind", op: "is", value: kind } : null,
        title ? { field: "trigger.data.title", op: "contains", value: title } : null,
        outcome ? { field: "trigger.data.outcome", op: "is", value: outcome } : null,
      ]),
  },
});
