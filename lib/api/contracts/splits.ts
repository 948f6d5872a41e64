import { z } from "zod";
import { contract, instant } from "@/lib/api/contract";

const params = z.strictObject({
  id: z.uuid({ error: "This is not an id." }),
  node: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, "This is not the id of a step."),
});
const interval = z.object({ low: z.number(), high: z.number() });

export const splitResult = z.object({
  node_id: z.string(),
  metric: z.enum(["goal_reached", "email_clicked", "email_opened", "replied"]),
  /** How significance allows for several variants being compared at once, in words; null for two. */
  correction: z.string().nullable(),
  /** Counted up to the moment the winner was decided; from then on everybody goes one way. */
  variants: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      people: z.number(),
      converted: z.number(),
      /** Share of those who converted, 0 to 1, and where it lies with 95 % confidence. */
      rate: z.number(),
      interval,
      /** Against the first variant; null for the first, or while one of them has nobody. */
      difference: z
        .object({
          value: z.number(),
          interval,
          p: z.number(),
          /** p corrected by Holm's rule for the variants compared at once; the same as p when there are two. */
          p_adjusted: z.number(),
          /** p_adjusted below 0.05. */
          significant: z.boolean(),
        })
        .nullable(),
    }),
  ),
  winner: z.string().nullable(),
  decided_by: z.enum(["auto", "member"]).nullable(),
  decided_at: instant.nullable(),
});
export type SplitResult = z.output<typeof splitResult>;

/** How the variants of an A/B split step do. */
export const splits = {
  get: contract({
    method: "GET",
    path: "/workflows/{id}/splits/{node}",
    tag: "Splits",
    summary: "People, conversions and significance of each variant of a split step of the live version",
    role: "viewer",
    scope: "workflows:read",
    params,
    response: splitResult,
  }),
  decide: contract({
    method: "POST",
    path: "/workflows/{id}/splits/{node}/winner",
    tag: "Splits",
    summary: "Send everybody the way of one variant from now on, or open the split again with null",
    role: "editor",
    scope: "workflows:write",
    params,
    body: z.strictObject({ variant: z.string("Name the variant, or null.").max(40).nullable() }),
    response: splitResult,
  }),
};
