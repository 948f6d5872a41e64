import { findConnection } from "@/lib/db/lookup";
import { asWorker } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import { isSignedByTwilio } from "@/lib/providers/sms/twilio-signature";
import { isMachine, lineEnds } from "@/lib/providers/voice/twilio-voice";
import { type Speech, silence, twimlOf } from "@/lib/providers/voice/twiml";
import { answerCall } from "@/lib/services/calls/answer-call";
import { reopenCall } from "@/lib/services/calls/close-call";
import { endCall } from "@/lib/services/calls/end-call";
import { openCall } from "@/lib/services/calls/open-call";
import type { CallScript } from "@/lib/services/calls/script";
import { takeTurn } from "@/lib/services/calls/take-turn";
import { openConnection } from "@/lib/services/connections/open-connection";
import { readToken } from "@/lib/tokens";

export const voiceSteps = ["answer", "turn", "status"] as const;
export type VoiceStep = (typeof voiceSteps)[number];

interface Report {
  connectionId: string;
  step: VoiceStep;
  /** Path and query as they were asked for. */
  path: string;
  params: Record<string, string>;
  signature: string | null;
}

/**
 * Answers what Twilio asks during a call: TwiML for `answer` and `turn`, null for a status report. Reports may come late, twice or
 * in any order.
 * @throws AppError 404 for a connection or reference that is not ours, 401 for a wrong signature
 */
export async function receiveVoice({ connectionId, step, path, params, signature }: Report): Promise<string | null> {
  const found = await findConnection({ connectionId, provider: "twilio" });
  if (!found) throw notFound("connection");
  const { workspaceId } = found;
  const connection = await openConnection({ workspaceId, provider: "twilio" });
  const authToken = connection?.secret.auth_token;
  if (!authToken || !isSignedByTwilio({ authToken, signature, path, params }))
    throw new AppError("unauthenticated", "The signature is missing or wrong.");
  const query = new URL(path, "http://local").searchParams;
  const ref = readToken<{ w: string; c: string }>({ purpose: "call", token: query.get("ref") ?? "", now: Date.now() });
  if (!ref || ref.w !== workspaceId) throw notFound("call");
  const callId = ref.c;
  const script = await claimSid({ workspaceId, callId, sid: params.CallSid ?? "" });
  if (step === "status") {
    await report({ workspaceId, callId, params });
    return null;
  }
  const turn = step === "turn" ? Math.max(1, Math.floor(Number(query.get("n")) || 1)) : 0;
  const speech =
    step === "answer"
      ? await answerCall({ workspaceId, callId, by: isMachine(params.AnsweredBy) ? "machine" : "person" })
      : await takeTurn({ workspaceId, callId, heard: params.SpeechResult ?? "", turn });
  return spoken({ speech, script, path, turn });
}

function spoken(args: { speech: Speech; script: CallScript; path: string; turn: number }): string {
  const { speech, script, path, turn } = args;
  if (speech.say.length === 0 && speech.next === "hang_up") return silence();
  const next = new URL(path, "http://local");
  next.pathname = next.pathname.replace(/\/[a-z]+$/, "/turn");
  next.searchParams.set("n", String(turn + 1));
  const { language, voice } = script;
  return twimlOf({ speech, language, voice, actionUrl: `${next.pathname}${next.search}` });
}

/** The first report tells the call's id at Twilio, maybe before the answer to placing it does. A report of another call is none of ours. */
async function claimSid(args: { workspaceId: string; callId: string; sid: string }): Promise<CallScript> {
  const { workspaceId, callId, sid } = args;
  const { value } = await asWorker({
    workspaceId,
    fn: async (ctx) => {
      const call = await openCall({ ctx, callId });
      if (call.provider !== "twilio" || (call.provider_id !== null && call.provider_id !== sid)) throw notFound("call");
      if (call.provider_id === null && sid !== "") {
        await reopenCall({ ctx, callId });
        await ctx.db
          .updateTable("calls")
          .set({ provider_id: sid })
          .where("workspace_id", "=", workspaceId)
          .where("id", "=", callId)
          .execute();
      }
      return call.script;
    },
  });
  return value;
}

/** A status report (twilio.com/docs/voice/api/call-resource#statuscallbackevent). */
async function report(args: { workspaceId: string; callId: string; params: Record<string, string> }): Promise<void> {
  const { workspaceId, callId, params } = args;
  const status = params.CallStatus ?? "";
  const end = lineEnds[status];
  if (end) {
    const seconds = Number(params.CallDuration);
    const code = params.SipResponseCode ? ` (SIP ${params.SipResponseCode.slice(0, 10)})` : "";
    await endCall({
      workspaceId,
      callId,
      end,
      reason: end === "failed" ? `The number could not be reached${code}.` : null,
      ...(params.CallDuration && Number.isInteger(seconds) && { durationSeconds: seconds }),
    });
    return;
  }
  if (status !== "ringing") return;
  await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .updateTable("calls")
        .set({ status: "ringing" })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", callId)
        .where("status", "=", "queued")
        .execute(),
  });
}
