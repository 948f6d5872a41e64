import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";
import { segmentIdSchema, segmentWords } from "@/lib/nodes/team-config";

export default defineNode({
  type: "add_to_segment",
  kind: "action",
  version: 1,
  label: "Add to segment",
  description: "Puts the contact into a segment.",
  icon: "list-plus",
  group: "Contacts",
  config: z.strictObject({ segmentId: segmentIdSchema }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ segment_id: z.string(), added: z.boolean() }),
    sample: { segment_id: "018f0000-0000-7000-8000-000000000006", added: true },
  },
  summary: ({ segmentId }, names) =>
    segmentId ? `Add to ${segmentWords({ id: segmentId, names })}` : "No segment yet",
  references: ({ segmentId }) => (segmentId ? [{ path: "segmentId", kind: "segment", id: segmentId }] : []),
  async run(ctx, { segmentId }) {
    const { added } = await ctx.segments.add(segmentId);
    return done({ segment_id: segmentId, added }, "out", added ? undefined : "The contact was in it already.");
  },
});
