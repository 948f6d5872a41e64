import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { segmentIdSchema, segmentWords } from "@/lib/nodes/team-config";

export default defineNode({
  type: "segment_left",
  kind: "trigger",
  version: 1,
  label: "Taken out of a segment",
  description: "Starts when a contact is taken out of a segment.",
  icon: "list-minus",
  group: "Triggers",
  config: z.strictObject({ segmentId: segmentIdSchema }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ segment_id: z.string(), segment_name: z.string() }),
    sample: { segment_id: "018f0000-0000-7000-8000-000000000006", segment_name: "Newsletter readers" },
  },
  summary: ({ segmentId }, names) =>
    segmentId
      ? `When a contact is taken out of ${segmentWords({ id: segmentId, names })}`
      : "Choose the segment that starts this",
  references: ({ segmentId }) => (segmentId ? [{ path: "segmentId", kind: "segment", id: segmentId }] : []),
  trigger: { events: ["segment.left"], key: ({ segmentId }) => segmentId },
});
