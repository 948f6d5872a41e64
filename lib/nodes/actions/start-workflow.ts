import { z } from "zod";
import { timeoutSchema } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { addDuration, durationWords, zoneOf } from "@/lib/nodes/duration";
import type { ChildEnd } from "@/lib/nodes/facts";
import { done, type NodeResult } from "@/lib/nodes/node-result";
import { workflowIdSchema } from "@/lib/nodes/team-config";
import { readValue } from "@/lib/nodes/values";

const ends = ["completed", "failed", "cancelled", "exited", "refused"] as const;

export default defineNode({
  type: "start_workflow",
  kind: "action",
  version: 1,
  label: "Start workflow",
  description: "Sends the contact into another workflow, whose own entry rules decide. It can wait for the end.",
  icon: "workflow",
  group: "Logic",
  role: "wait",
  config: z.strictObject({
    workflowId: workflowIdSchema,
    data: z
      .array(
        z.strictObject({
          name: z
            .string("Give a name.")
            .trim()
            .regex(/^(?!constructor$)[a-z][a-z0-9_]{0,62}$/, "Lower-case letters, digits and underscores.")
            .meta({ title: "Name", widget: "text", placeholder: "plan" }),
          value: z.string().max(5000).default("").meta({
            title: "Value",
            description: "Text with variables, or one variable as it is.",
            widget: "text",
          }),
        }),
      )
      .max(30, "At most 30 values.")
      .default([])
      .meta({ title: "Values", description: "There as trigger.data.data in the other workflow.", widget: "list" }),
    wait: z.boolean().default(false).meta({
      title: "Wait for its end",
      description: "Goes on when the contact has left the other workflow.",
      widget: "toggle",
    }),
    timeout: timeoutSchema.meta({
      title: "Give up after",
      description: "Leave empty to wait without end.",
      widget: "duration",
      when: { wait: true },
    }),
  }),
  defaults: { data: [], wait: false },
  outlets: ({ wait, timeout }) =>
    wait
      ? [
          { id: "completed", label: "Completed" },
          { id: "failed", label: "Not completed" },
          ...(timeout ? [{ id: "timeout", label: "Still inside" }] : []),
        ]
      : [{ id: "out", label: "" }],
  output: {
    schema: z.object({
      request_id: z.string().optional(),
      status: z.enum([...ends, "requested", "waiting"]),
      run_id: z.string().nullable(),
      reason: z.string().nullable(),
    }),
    sample: {
      request_id: "018f0000-0000-7000-8000-000000000008",
      status: "completed",
      run_id: "018f0000-0000-7000-8000-00000000000a",
      reason: null,
    },
  },
  summary: ({ workflowId, wait, timeout }, names) => {
    if (!workflowId) return "No workflow yet";
    const name = `"${names("workflow", workflowId) ?? "a workflow"}"`;
    if (!wait) return `Start ${name}`;
    return `Start ${name} and wait for its end${timeout ? `, at most ${durationWords(timeout)}` : ""}`;
  },
  references: ({ workflowId }) => (workflowId ? [{ path: "workflowId", kind: "workflow", id: workflowId }] : []),
  advise: ({ wait, timeout }) =>
    wait && !timeout
      ? [{ path: "timeout", code: "wait_without_timeout", message: "Without a time limit this may wait for ever." }]
      : [],
  templates: ({ data = [] }) =>
    data.map(({ value }, n) => ({ path: `data.${n}.value`, template: value ?? "", as: "plain" as const })),
  async run(ctx, { workflowId, data, wait, timeout }) {
    const { resumed } = ctx;
    if (resumed?.by === "event") return ended(endOf(resumed.event.data));
    if (resumed) return done({ status: "waiting", run_id: null, reason: null }, "timeout");
    const values = Object.fromEntries(data.map(({ name, value }) => [name, readValue({ ctx, text: value }) ?? null]));
    const started = await ctx.workflows.start({ workflowId, data: values });
    if (!wait) return done({ request_id: started.requestId, status: "requested", run_id: null, reason: null });
    if (started.ended) return ended(started.ended);
    return {
      type: "waitFor",
      events: [{ type: "workflow.ended", key: started.requestId }],
      until: timeout ? addDuration({ from: ctx.now, ...timeout, zone: zoneOf(ctx.state) }) : null,
      lookBack: true,
    };
  },
  async simulate(_ctx, { wait }) {
    if (!wait) return done({ status: "requested", run_id: null, reason: null });
    return ended({ status: "completed", runId: null, reason: null });
  },
});

function endOf(data: Record<string, unknown>): ChildEnd {
  const status = ends.find((one) => one === data.status) ?? "completed";
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return { status, runId: text(data.run_id), reason: text(data.reason) };
}

function ended({ status, runId, reason }: ChildEnd): NodeResult {
  const note = status === "refused" ? `The contact was not let in: ${reason}` : undefined;
  return done({ status, run_id: runId, reason }, status === "completed" ? "completed" : "failed", note);
}
