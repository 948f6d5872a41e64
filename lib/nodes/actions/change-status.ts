import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";
import { statusSchema } from "@/lib/nodes/team-config";

export default defineNode({
  type: "change_status",
  kind: "action",
  version: 1,
  label: "Change status",
  description: "Gives the contact another status.",
  icon: "arrow-right-left",
  group: "Contacts",
  config: z.strictObject({ status: statusSchema.meta({ title: "Status", widget: "select" }) }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ status: z.string(), changed: z.boolean() }),
    sample: { status: "qualified", changed: true },
  },
  summary: ({ status }) => (status ? `Set the status to ${status}` : "No status yet"),
  async run(ctx, { status }) {
    const { changed } = await ctx.contact.update({ status });
    const moved = changed.length > 0;
    return done({ status, changed: moved }, "out", moved ? undefined : "The contact had this status already.");
  },
});
