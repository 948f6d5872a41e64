import { findStalledEnrolments } from "@/lib/db/lookup";
import { enrolEvent, send } from "@/lib/runtime";

/** Asks again for bulk enrolments that nobody has worked on for half a minute: lost events, crashes, pauses that are over. */
export async function sweepEnrolments(): Promise<void> {
  const stalled = await findStalledEnrolments({ limit: 20 });
  await send(
    stalled.map(({ workspaceId, refId }) => enrolEvent({ workspaceId, enrolmentId: refId, again: Date.now() })),
  );
}
