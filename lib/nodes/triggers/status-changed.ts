import { z } from "zod";
import { allOf } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { statusSchema } from "@/lib/nodes/team-config";

export default defineNode({
  type: "status_changed",
  kind: "trigger",
  version: 1,
  label: "Status changed",
  description: "Starts when a contact gets another status.",
  icon: "arrow-right-left",
  group: "Triggers",
  config: z.strictObject({
    from: statusSchema.optional().meta({ title: "From", description: "Leave open for any status.", widget: "select" }),
    to: statusSchema.meta({ title: "To", widget: "select" }),
  }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({}), sample: {} },
  summary: ({ from, to }) =>
    to ? `When the status changes ${from ? `from ${from} ` : ""}to ${to}` : "Choose the status that starts this",
  trigger: {
    events: ["contact.updated"],
    key: () => "status",
    conditions: ({ from, to }) =>
      allOf([
        from ? { field: "trigger.changes.status.from", op: "is", value: from } : null,
        { field: "trigger.changes.status.to", op: "is", value: to },
      ]),
  },
});
