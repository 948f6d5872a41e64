import { z } from "zod";
import { conditionSchema } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "form_submitted",
  kind: "trigger",
  version: 1,
  label: "Form submitted",
  description: "Starts when someone submits a form. The answers are there as trigger.answers.",
  icon: "clipboard-list",
  group: "Triggers",
  config: z.strictObject({
    formId: z.uuid("Choose a form.").meta({ title: "Form", widget: "form" }),
    conditions: conditionSchema.optional().meta({
      title: "Only if",
      description: "Leave empty to start for every submission.",
      widget: "condition",
    }),
  }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({
      form_id: z.string(),
      submission_id: z.string(),
      form_name: z.string(),
      answers: z.record(z.string(), z.unknown()),
    }),
    sample: {
      form_id: "018f0000-0000-7000-8000-000000000001",
      submission_id: "018f0000-0000-7000-8000-000000000002",
      form_name: "Request a demo",
      answers: { budget: "Over 10k", message: "Please call me" },
    },
  },
  summary: ({ formId }, names) =>
    formId ? `When "${names("form", formId) ?? "a form"}" is submitted` : "Choose the form that starts this",
  references: ({ formId }) => (formId ? [{ path: "formId", kind: "form", id: formId }] : []),
  trigger: {
    events: ["form.submitted"],
    key: ({ formId }) => formId,
    conditions: ({ conditions }) => conditions ?? null,
  },
});
