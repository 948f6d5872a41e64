import { z } from "zod";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";

export default defineNode({
  type: "add_note",
  kind: "action",
  version: 1,
  label: "Add note",
  description: "Writes a note on the contact's timeline.",
  icon: "sticky-note",
  group: "Contacts",
  config: z.strictObject({
    body: z.string("Write the note.").trim().min(1, "Write the note.").max(10_000, "At most 10,000 characters.").meta({
      title: "Note",
      description: "Text, with variables such as {{ trigger.answers.message }}.",
      widget: "textarea",
    }),
  }),
  defaults: { body: "" },
  outlets: () => [{ id: "out", label: "" }],
  output: {
    schema: z.object({ note_id: z.string().optional() }),
    sample: { note_id: "018f0000-0000-7000-8000-000000000005" },
  },
  summary: ({ body }) => (body ? `"${body.length > 80 ? `${body.slice(0, 80)}…` : body}"` : "The note is empty"),
  templates: ({ body }) => [{ path: "body", template: body ?? "", as: "plain" }],
  async run(ctx, { body }) {
    const text = ctx.render({ template: body, as: "plain" }).trim();
    if (text === "") return done({}, "out", "Nothing was written: the note came out empty.");
    const { noteId } = await ctx.contact.addNote(text);
    return done({ note_id: noteId });
  },
});
