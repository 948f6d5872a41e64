import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { calls } from "@/lib/api/contracts/calls";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { answerCall } from "@/lib/services/calls/answer-call";
import { endCall } from "@/lib/services/calls/end-call";
import { getCall } from "@/lib/services/calls/get-call";
import { takeTurn } from "@/lib/services/calls/take-turn";

type Action = ServiceInput<typeof calls.act>["action"];
const whileRinging: Action[] = ["answer", "miss", "busy", "voicemail"];

/**
 * Does with a call of the built-in phone what the called person would. It takes the very way of a provider's reports, which is the
 * worker's, so it follows the commit. @throws AppError 404, or 409 when the call is not in the state for it
 */
export async function actCall({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof calls.act>;
}): Promise<Answer<typeof calls.act>> {
  const { action, text = "" } = input;
  const call = await getCall({ ctx, input });
  if (call.provider !== "local")
    throw new AppError("conflict", "This call goes over a real line, so only the called person can do that.");
  const wanted = whileRinging.includes(action) ? "ringing" : "in_progress";
  if (call.status !== wanted)
    throw new AppError(
      "conflict",
      wanted === "ringing" ? "This call does not ring any more." : "Nobody is on this call right now.",
    );
  const where = { workspaceId: ctx.workspaceId, callId: call.id };
  ctx.afterCommit(async () => {
    switch (action) {
      case "answer":
        await answerCall({ ...where, by: "person" });
        return;
      case "voicemail":
        await answerCall({ ...where, by: "machine" });
        await endCall({ ...where, end: "completed" });
        return;
      case "miss":
        await endCall({ ...where, end: "missed" });
        return;
      case "busy":
        await endCall({ ...where, end: "busy" });
        return;
      case "hang_up":
        await endCall({ ...where, end: "completed" });
        return;
      case "speak": {
        const { next } = await takeTurn({ ...where, heard: text, turn: null });
        if (next === "hang_up") await endCall({ ...where, end: "completed" });
      }
    }
  });
  return call;
}

/** The call after that. */
export function actedCall({ ctx, answer }: { ctx: ServiceContext; answer: Answer<typeof calls.act> }) {
  return getCall({ ctx, input: { id: answer.id } });
}
