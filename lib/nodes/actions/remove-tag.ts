import { z } from "zod";
import { tagSchema } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";

export default defineNode({
  type: "remove_tag",
  kind: "action",
  version: 1,
  label: "Remove tag",
  description: "Takes a tag off the contact.",
  icon: "tags",
  group: "Contacts",
  config: z.strictObject({ tag: tagSchema }),
  defaults: { tag: "" },
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ tag: z.string(), removed: z.boolean() }), sample: { tag: "trial", removed: true } },
  summary: ({ tag }) => (tag ? `Remove "${tag}"` : "No tag yet"),
  async run(ctx, { tag }) {
    const { removed } = await ctx.contact.removeTag(tag);
    return done({ tag, removed }, "out", removed ? undefined : "The contact did not have this tag.");
  },
});
