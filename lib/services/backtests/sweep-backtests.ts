import { findSilentBacktests } from "@/lib/db/lookup";
import { backtestEvent, send } from "@/lib/runtime";

/** Asks again for backtests that nobody works on. */
export async function sweepBacktests(): Promise<void> {
  const silent = await findSilentBacktests({ limit: 20 });
  await send(
    silent.map(({ workspaceId, refId }) => backtestEvent({ workspaceId, backtestId: refId, again: Date.now() })),
  );
}
