import { z } from "zod";
import { tagSchema } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "tag_removed",
  kind: "trigger",
  version: 1,
  label: "Tag removed",
  description: "Starts when a tag is taken off a contact.",
  icon: "tags",
  group: "Triggers",
  config: z.strictObject({ tag: tagSchema }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ tag: z.string() }), sample: { tag: "trial" } },
  summary: ({ tag }) => (tag ? `When the tag "${tag}" is removed` : "Choose the tag that starts this"),
  // The database writes the key of tag activities in lower case.
  trigger: { events: ["contact.tag_removed"], key: ({ tag }) => tag.toLowerCase() },
});
