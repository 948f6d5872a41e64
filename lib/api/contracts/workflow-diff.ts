import { z } from "zod";

export const diffQuery = z.strictObject({
  /** A version's number, or `draft`. */
  with: z
    .union([z.literal("draft"), z.coerce.number().int().min(1)], "Give a version's number or draft.")
    .default("draft"),
});

export const versionDiff = z.object({
  from: z.number(),
  to: z.union([z.number(), z.literal("draft")]),
  /** One per step that changed, in the order of the newer drawing, removed ones last; `node_id` null: the whole workflow. */
  nodes: z.array(
    z.object({
      node_id: z.string().nullable(),
      name: z.string(),
      state: z.enum(["added", "removed", "changed"]),
      changes: z.array(z.string()),
    }),
  ),
});
