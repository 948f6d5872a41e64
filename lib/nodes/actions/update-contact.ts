import { z } from "zod";
import { fieldInfo } from "@/lib/conditions/fields";
import { defineNode } from "@/lib/nodes/define-node";
import { done } from "@/lib/nodes/node-result";

const writable = [
  "first_name",
  "last_name",
  "phone",
  "company",
  "job_title",
  "status",
  "source",
  "time_zone",
  "locale",
];

export default defineNode({
  type: "update_contact",
  kind: "action",
  version: 1,
  label: "Update contact",
  description: "Writes values into fields of the contact.",
  icon: "user-cog",
  group: "Contacts",
  config: z.strictObject({
    fields: z
      .array(
        z.strictObject({
          field: z
            .string("Choose a field.")
            .refine(
              (field) => writable.includes(field) || /^custom\.(?!constructor$)[a-z][a-z0-9_]{0,62}$/.test(field),
              "Choose a field.",
            )
            .meta({ title: "Field", widget: "field" }),
          value: z.string().max(5000).default("").meta({
            title: "Value",
            description: "Text, with variables. Empty clears the field.",
            widget: "text",
          }),
        }),
      )
      .min(1, "Add at least one field.")
      .max(30, "At most 30 fields.")
      .meta({ title: "Fields", widget: "list" }),
  }),
  defaults: { fields: [] },
  outlets: () => [{ id: "out", label: "" }],
  output: { schema: z.object({ changed: z.array(z.string()) }), sample: { changed: ["status"] } },
  summary: ({ fields = [] }) =>
    fields.length === 0
      ? "Nothing to update yet"
      : `Set ${fields.map(({ field, value }) => `${fieldInfo(`contact.${field}`).label} to ${value ? `"${value}"` : "nothing"}`).join(", ")}`,
  templates: ({ fields = [] }) =>
    fields.map(({ value }, n) => ({ path: `fields.${n}.value`, template: value ?? "", as: "plain" as const })),
  async run(ctx, { fields }) {
    const patch: Record<string, unknown> = {};
    const custom: Record<string, unknown> = {};
    for (const { field, value } of fields) {
      const text = ctx.render({ template: value, as: "plain" }).trim();
      if (field.startsWith("custom.")) custom[field.slice("custom.".length)] = text === "" ? null : text;
      else patch[field] = text === "" ? null : text;
    }
    const { changed } = await ctx.contact.update(Object.keys(custom).length > 0 ? { ...patch, custom } : patch);
    return done({ changed });
  },
});
