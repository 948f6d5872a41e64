import { z } from "zod";

/** What a workspace may use of language models. */
export interface AiLimits {
  tokens_per_day: number;
  /** Millionths of a US dollar. */
  cost_micros_per_month: number;
}

/** For a workspace that has set nothing: about 500 short texts a day, and 20 dollars a month. */
export const defaultLimits: AiLimits = { tokens_per_day: 500_000, cost_micros_per_month: 20_000_000 };

const stored = z.object({
  tokens_per_day: z.number().int().min(0).optional(),
  cost_micros_per_month: z.number().int().min(0).optional(),
});

/** The limits as the workspace's row holds them, with the defaults where it says nothing. */
export function readLimits(value: unknown): AiLimits {
  const given = stored.safeParse(value);
  return { ...defaultLimits, ...(given.success ? given.data : {}) };
}
