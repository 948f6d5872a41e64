import { z } from "zod";
import { tagSchema } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";

export default defineNode({
  type: "tag_added",
  kind: "trigger",
  version: 1,
  label: "Tag added",
  description: "Starts when a contact gets a tag.",
  icon: "tag",
  group: "Triggers",
  config: z.strictObject({ tag: tagSchema }),
  defaults: {},
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ tag: z.string() }), sample: { tag: "vip" } },
  summary: ({ tag }) => (tag ? `When the tag "${tag}" is added` : "Choose the tag that starts this"),
  // The database writes the key of tag activities in lower case.
  trigger: { events: ["contact.tag_added"], key: ({ tag }) => tag.toLowerCase() },
});
