import type { ServiceInput } from "@/lib/api/contract";
import type { RunAnswer, runs } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { send } from "@/lib/runtime";
import { goesOn, openRun } from "@/lib/services/runs/act-on-run";
import { getRun } from "@/lib/services/runs/get-run";
import { resolveWait } from "@/lib/services/runs/resolve-waits";

/**
 * Ends the waits a run stands at, or that of one token, as their time would: by the way out of the time or of the timeout.
 * The step keeps a note that a member did it. @throws AppError 409 when the run waits nowhere or has ended; 422; 404
 */
export async function skipWait({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof runs.skipWait>;
}): Promise<RunAnswer> {
  const run = await openRun({ ctx, id: input.id, tokenId: input.token_id });
  const waiting = run.tokens.filter((token) => token.status === "waiting" && token.wait !== null);
  if (waiting.length === 0)
    throw new AppError("conflict", "This run waits for nothing right now, so there is no wait to skip.");
  for (const { id, wait } of waiting) {
    const resumed = { by: wait === "time" ? ("time" as const) : ("timeout" as const), skipped: true as const };
    const events = await resolveWait({ ctx, tokenId: id, resumed });
    ctx.afterCommit(() => send(events));
  }
  await goesOn({ ctx, id: run.id });
  return getRun({ ctx, input: { id: run.id } });
}
