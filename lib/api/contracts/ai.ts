import { z } from "zod";
import { contract, instant } from "@/lib/api/contract";

const usage = z.object({
  provider: z.enum(["openai", "local", "none"]).describe("Who answers; local says that it is no language model."),
  model: z.string().nullable(),
  /** False: the model's price is unknown, so its use counts as that of the dearest known one. */
  price_known: z.boolean(),
  limits: z.object({
    tokens_per_day: z.number(),
    cost_micros_per_month: z.number().describe("Millionths of a US dollar."),
  }),
  /** Used, or reserved for requests on their way. */
  tokens_today: z.number(),
  cost_micros_this_month: z.number(),
  /** When day and month began, by the workspace's clock. */
  day_start: instant,
  month_start: instant,
});
export type AiUsageAnswer = z.output<typeof usage>;

export const ai = {
  usage: contract({
    method: "GET",
    path: "/ai/usage",
    tag: "AI",
    summary: "Read how much AI was used today and this month, and the limits",
    role: "viewer",
    scope: "ai:read",
    response: usage,
  }),
  limit: contract({
    method: "PUT",
    path: "/ai/limits",
    tag: "AI",
    summary: "Set how many tokens a day and how much money a month AI may use; a limit that is left out stays",
    role: "admin",
    scope: "ai:write",
    body: z.strictObject({
      tokens_per_day: z.coerce
        .number("Give a whole number of tokens.")
        .int("Give a whole number of tokens.")
        .min(0, "At least 0. With 0, steps that use AI fail.")
        .max(1_000_000_000, "At most 1,000,000,000.")
        .optional(),
      cost_micros_per_month: z.coerce
        .number("Give an amount of money.")
        .int("Give whole millionths of a dollar.")
        .min(0, "At least 0. With 0, only models that cost nothing answer.")
        .max(100_000_000_000, "At most 100,000 dollars.")
        .optional(),
    }),
    response: usage,
  }),
};
