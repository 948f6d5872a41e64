import { hitRateLimit } from "@/lib/db/lookup";
import type { Actor } from "@/lib/db/scoped";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

export interface RateState {
  headers: Record<string, string>;
}

/** Counts one request of a member or key in its minute. @throws AppError 429 with Retry-After once the minute is used up */
export async function limitRequests(actor: Actor): Promise<RateState> {
  const max = env().apiRatePerMinute;
  const who = actor.kind === "key" ? `key:${actor.keyId}` : `user:${actor.userId}`;
  const state = await hitRateLimit({ bucket: `api:${who}`, max, windowSeconds: 60 });
  // Windows are cut by the machine's clock, not the product's: a shifted test clock must not open them.
  const reset = Math.max(1, Math.ceil((Date.parse(state.resetAt) - Date.now()) / 1000));
  if (!state.allowed)
    throw new AppError(
      "rate_limited",
      `Too many requests: ${max} a minute are allowed. Try again in ${reset} seconds.`,
      { retryAfterSeconds: reset },
    );
  return {
    headers: {
      "ratelimit-limit": String(max),
      "ratelimit-remaining": String(state.remaining),
      "ratelimit-reset": String(reset),
    },
  };
}
