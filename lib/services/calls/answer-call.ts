import type { Speech } from "@/lib/providers/voice/twiml";
import { openCall, writeCall } from "@/lib/services/calls/open-call";
import type { Line } from "@/lib/services/calls/script";
import { commitAsWorker } from "@/lib/services/commit";

/**
 * Somebody or something took the call: writes it down and returns the first words. The disclosure always comes first, to a
 * machine too. Asked again for the same call it answers the same.
 */
export async function answerCall({
  workspaceId,
  callId,
  by,
}: {
  workspaceId: string;
  callId: string;
  by: "person" | "machine";
}): Promise<Speech> {
  return commitAsWorker({
    workspaceId,
    source: "call",
    fn: async (ctx) => {
      const call = await openCall({ ctx, callId });
      const { disclosure, first_line, voicemail } = call.script;
      if (call.status === "ended") return { say: [], next: "hang_up" };
      const machine = call.machine || by === "machine";
      const say = machine ? (voicemail === null ? [] : [disclosure, voicemail]) : [disclosure, first_line];
      if (call.answered_at === null)
        await writeCall({
          ctx,
          callId,
          set: {
            status: "in_progress",
            answered_at: ctx.now,
            machine,
            transcript: say.map((text): Line => ({ who: "assistant", text, at: ctx.now })),
          },
        });
      return { say, next: machine ? "hang_up" : "listen" };
    },
  });
}
