import { findStalledMoves } from "@/lib/db/lookup";
import { moveEvent, send } from "@/lib/runtime";

/** Asks again for moves to a new version that nobody has worked on for half a minute: lost events, crashes, answers of providers that were awaited. */
export async function sweepMoves(): Promise<void> {
  const stalled = await findStalledMoves({ limit: 20 });
  await send(stalled.map(({ workspaceId, refId }) => moveEvent({ workspaceId, moveId: refId, again: Date.now() })));
}
