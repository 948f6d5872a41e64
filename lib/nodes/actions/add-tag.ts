import { z } from "zod";
import { tagSchema } from "@/lib/nodes/config";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";

export default defineNode({
  type: "add_tag",
  kind: "action",
  version: 1,
  label: "Add tag",
  description: "Puts a tag on the contact.",
  icon: "tag",
  group: "Contacts",
  config: z.strictObject({ tag: tagSchema }),
  defaults: { tag: "" },
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ tag: z.string(), added: z.boolean() }), sample: { tag: "vip", added: true } },
  summary: ({ tag }) => (tag ? `Add "${tag}"` : "No tag yet"),
  async run(ctx, { tag }) {
    const { added } = await ctx.contact.addTag(tag);
    return done({ tag, added }, "out", added ? undefined : "The contact had this tag already.");
  },
});
