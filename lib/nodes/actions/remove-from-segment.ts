import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";
import { segmentIdSchema, segmentWords } from "@/lib/nodes/team-config";

export default defineNode({
  type: "remove_from_segment",
  kind: "action",
  version: 1,
  label: "Take out of segment",
  description: "Takes the contact out of a segment.",
  icon: "list-minus",
  group: "Contacts",
  config: z.strictObject({ segmentId: segmentIdSchema }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ segment_id: z.string(), removed: z.boolean() }),
    sample: { segment_id: "018f0000-0000-7000-8000-000000000006", removed: true },
  },
  summary: ({ segmentId }, names) =>
    segmentId ? `Take out of ${segmentWords({ id: segmentId, names })}` : "No segment yet",
  references: ({ segmentId }) => (segmentId ? [{ path: "segmentId", kind: "segment", id: segmentId }] : []),
  async run(ctx, { segmentId }) {
    const { removed } = await ctx.segments.remove(segmentId);
    return done({ segment_id: segmentId, removed }, "out", removed ? undefined : "The contact was not in it.");
  },
});
