import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { stop } from "@/lib/nodes/node-result";

export default defineNode({
  type: "stop",
  kind: "logic",
  version: 1,
  label: "Stop",
  description: "Ends the run, with everything that is still going on in it.",
  icon: "octagon-x",
  group: "Logic",
  role: "stop",
  config: z.strictObject({
    reason: z.string().trim().max(200).default("").meta({ title: "Reason", widget: "text", placeholder: "Not a lead" }),
  }),
  defaults: { reason: "" },
  outlets: () => [],
  output: { schema: z.object({}), sample: {} },
  summary: ({ reason }) => (reason ? `Stop: ${reason}` : "Stop here"),
  async run(_ctx, { reason }) {
    return stop(reason || "A stop step was reached.");
  },
});
