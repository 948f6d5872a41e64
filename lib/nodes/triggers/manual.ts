import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "manual",
  kind: "trigger",
  version: 1,
  label: "Added by hand",
  description: "Starts for contacts that someone adds to this workflow, in the app or over the API.",
  icon: "hand",
  group: "Triggers",
  config: z.strictObject({}),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ workflow_id: z.string(), data: z.record(z.string(), z.unknown()) }),
    sample: { workflow_id: "018f0000-0000-7000-8000-000000000003", data: {} },
  },
  summary: () => "When someone adds a contact",
  // The key of the activity is the workflow's own id, which dispatch compares; a node does not know its workflow.
  trigger: { events: ["workflow.requested"] },
});
