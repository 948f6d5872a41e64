import { findStalledRunActions } from "@/lib/db/lookup";
import { runActionEvent, send } from "@/lib/runtime";

/** Asks again for actions on many runs that nobody has worked on for half a minute. */
export async function sweepRunActions(): Promise<void> {
  const stalled = await findStalledRunActions({ limit: 20 });
  await send(
    stalled.map(({ workspaceId, refId }) => runActionEvent({ workspaceId, actionId: refId, again: Date.now() })),
  );
}
