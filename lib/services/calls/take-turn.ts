import { sql } from "kysely";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import type { AiRequest } from "@/lib/providers/ai/ai-provider";
import { cutText } from "@/lib/providers/ai/cut-text";
import type { Speech } from "@/lib/providers/voice/twiml";
import { type PickedModel, pickModel } from "@/lib/services/ai/pick-model";
import { reserveGeneration } from "@/lib/services/ai/reserve-generation";
import { settleGeneration } from "@/lib/services/ai/settle-generation";
import { withinModel } from "@/lib/services/ai/within-model";
import { type OpenCall, openCall, writeCall } from "@/lib/services/calls/open-call";
import { phrasesIn } from "@/lib/services/calls/phrases";
import type { Line } from "@/lib/services/calls/script";
import { stopCalls } from "@/lib/services/calls/stop-calls";
import { turnRequest } from "@/lib/services/calls/turn-request";
import { wantsNoCalls } from "@/lib/services/calls/wants-no-calls";
import { commitAsWorker } from "@/lib/services/commit";
import { lockConsentOf } from "@/lib/services/messages/lock-consent";

/** Twilio waits 15 seconds for its answer. */
const MODEL_MS = 10_000;
const MAX_HEARD = 1000;
/** Enough to say goodbye before the provider cuts the line. */
const GOODBYE_SECONDS = 15;

/**
 * What to say after the contact spoke. Calls the model with no transaction open. Every failure and limit ends the call politely.
 * @param heard "" when nothing was understood
 * @param turn the number of this turn from 1, so that a repeated report is answered with the same words; null: the next one
 */
export async function takeTurn(args: {
  workspaceId: string;
  callId: string;
  heard: string;
  turn: number | null;
}): Promise<Speech> {
  const { workspaceId, callId } = args;
  const model = await pickModel({ workspaceId, timeoutMs: MODEL_MS });
  const heard = await commitAsWorker({ workspaceId, source: "call", fn: (ctx) => hear({ ctx, model, ...args }) });
  if ("speech" in heard) return heard.speech;
  const { request, generationId, place, goodbye, trouble } = heard;
  const { provider, price } = model as PickedModel;
  const answer = await provider.generate(request);
  const value = answer.status === "answered" ? (answer.value as { say: string; hang_up: boolean }) : null;
  const speech: Speech = value
    ? { say: [cutText({ text: value.say, maxLength: 600 })], next: value.hang_up ? "hang_up" : "listen" }
    : { say: [trouble], next: "hang_up" };
  const { value: said } = await asWorker({
    workspaceId,
    fn: async (ctx) => {
      await settleGeneration({ ctx, id: generationId, answer, price });
      const call = await openCall({ ctx, callId });
      if (call.status === "ended") return { say: [goodbye], next: "hang_up" } satisfies Speech;
      await say({ ctx, call, speech, after: place });
      return speech;
    },
  });
  return said;
}

type Heard =
  | { speech: Speech }
  | { request: AiRequest; generationId: string; place: number; goodbye: string; trouble: string };

async function hear(args: {
  ctx: ServiceContext;
  model: PickedModel | null;
  callId: string;
  heard: string;
  turn: number | null;
}): Promise<Heard> {
  const { ctx, model, callId, turn } = args;
  const unwanted = wantsNoCalls(args.heard);
  // Whoever needs both takes this lock before the call's row.
  if (unwanted) await lockConsentOf({ ctx, contacts: contactOf({ ctx, callId }) });
  const call = await openCall({ ctx, callId });
  const { script, transcript } = call;
  const { goodbye, pardon, trouble, never } = phrasesIn(script.language);
  if (call.status === "ended" || call.machine) return { speech: { say: [], next: "hang_up" } };
  const spoken = transcript.flatMap(({ who }, n) => (who === "contact" ? [n] : []));
  if (turn !== null && turn <= spoken.length) {
    const answer = transcript[(spoken[turn - 1] ?? 0) + 1];
    if (answer?.who !== "assistant") return { speech: { say: [pardon], next: "listen" } };
    return { speech: { say: [answer.text], next: answer.last ? "hang_up" : "listen" } };
  }
  const text = args.heard.trim().slice(0, MAX_HEARD).toWellFormed();
  const conversation: Line[] = [...transcript, { who: "contact", text, at: ctx.now }];
  const silent = text === "" && transcript.at(spoken.at(-1) ?? -1)?.text === "" && spoken.length > 0;
  const seconds = (Date.parse(ctx.now) - Date.parse(call.answered_at ?? ctx.now)) / 1000;
  const over = spoken.length + 1 >= script.max_turns || seconds >= script.max_seconds - GOODBYE_SECONDS;
  const finish = async (words: string, next: Speech["next"]): Promise<Heard> => {
    const speech: Speech = { say: [words], next };
    await say({ ctx, call: { ...call, transcript: conversation }, speech, after: conversation.length });
    return { speech };
  };
  if (unwanted) {
    const { to_number: number, message_id: messageId, contact_id: contactId } = call;
    await stopCalls({ ctx, input: { number, text, messageId, contactId } });
    return finish(never, "hang_up");
  }
  if (over || silent) return finish(goodbye, "hang_up");
  if (text === "") return finish(pardon, "listen");
  if (!model) return finish(trouble, "hang_up");
  const request = withinModel({ request: turnRequest({ call, conversation }), model: model.model });
  const place = {
    purpose: "call" as const,
    runId: call.run_id,
    nodeId: call.node_id,
    contactId: call.contact_id,
    effectId: call.id,
  };
  const reserved = await reserveGeneration({ ctx, request, model, place });
  if ("refused" in reserved) return finish(trouble, "hang_up");
  await writeCall({ ctx, callId, set: { transcript: conversation } });
  return { request, generationId: reserved.id, place: conversation.length, goodbye, trouble };
}

const contactOf = ({ ctx, callId }: { ctx: ServiceContext; callId: string }) =>
  sql`select contact_id as id from calls where workspace_id = ${ctx.workspaceId} and id = ${callId} and contact_id is not null`;

/** Writes what is said, right behind what it answers. */
async function say(args: { ctx: ServiceContext; call: OpenCall; speech: Speech; after: number }): Promise<void> {
  const { ctx, call, speech, after } = args;
  const last = speech.next === "hang_up" && { last: true };
  const lines = speech.say.map((text): Line => ({ who: "assistant", text, at: ctx.now, ...last }));
  const transcript = [...call.transcript.slice(0, after), ...lines, ...call.transcript.slice(after)];
  await writeCall({ ctx, callId: call.id, set: { transcript } });
}
