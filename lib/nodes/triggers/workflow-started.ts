import { z } from "zod";
import { allOf } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "workflow_started",
  kind: "trigger",
  version: 1,
  label: "Started by another workflow",
  description:
    "Starts for contacts that a step of another workflow sends here. What it passes on is there as trigger.data.data.",
  icon: "workflow",
  group: "Triggers",
  config: z.strictObject({
    workflows: z
      .array(z.uuid("Choose workflows."))
      .max(50, "At most 50 workflows.")
      .default([])
      .meta({ title: "Which workflows", description: "Nothing chosen: every workflow may.", widget: "workflows" }),
  }),
  defaults: { workflows: [] },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({
      workflow_id: z.string(),
      data: z.record(z.string(), z.unknown()),
      request_id: z.string().optional(),
      from_workflow_id: z.string().optional(),
      from_run_id: z.string().optional(),
    }),
    sample: {
      workflow_id: "018f0000-0000-7000-8000-000000000003",
      data: { plan: "pro" },
      request_id: "018f0000-0000-7000-8000-000000000008",
      from_workflow_id: "018f0000-0000-7000-8000-000000000009",
      from_run_id: "018f0000-0000-7000-8000-00000000000a",
    },
  },
  summary: ({ workflows = [] }, names) => {
    if (workflows.length === 0) return "When another workflow starts this";
    const [first = ""] = workflows;
    const called = names("workflow", first);
    if (workflows.length === 1) return `When ${called ? `"${called}"` : "a workflow"} starts this`;
    return `When one of ${workflows.length} workflows starts this`;
  },
  references: ({ workflows = [] }) => workflows.map((id, n) => ({ path: `workflows.${n}`, kind: "workflow", id })),
  // Like requests by hand it is keyed by the workflow's own id; the conditions tell a step's request from a person's.
  trigger: {
    events: ["workflow.requested"],
    conditions: ({ workflows }) =>
      allOf([
        { field: "trigger.data.from_workflow_id", op: "is_not_empty" },
        workflows.length > 0 ? { field: "trigger.data.from_workflow_id", op: "is_any_of", value: workflows } : null,
      ]),
  },
});
