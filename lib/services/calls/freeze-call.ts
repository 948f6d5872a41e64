import type { ServiceContext } from "@/lib/db/scoped";
import { env } from "@/lib/env";
import type { CallEffect } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import type { Language } from "@/lib/providers/voice/twiml";
import type { CallRequest } from "@/lib/providers/voice/voice-provider";
import { phrasesIn } from "@/lib/services/calls/phrases";
import type { CallScript } from "@/lib/services/calls/script";
import { openConnection } from "@/lib/services/connections/open-connection";
import type { Frozen } from "@/lib/services/effects/effect-kind";
import { maySend } from "@/lib/services/messages/may-send";
import { refusedOutcome } from "@/lib/services/messages/refused-outcome";
import type { TracedRule } from "@/lib/services/messages/rules/sending-trace";
import { sendingOf } from "@/lib/services/messages/sending-of";
import { signToken } from "@/lib/tokens";

const RING_SECONDS = 30;
const TURNS_A_MINUTE = 6;

/**
 * Decides in the caller's transaction whether the contact may be called, and writes the message and the call. The call's id
 * is the effect's: it is what the signed address in the provider's hands refers to.
 */
export async function freezeCall(args: {
  ctx: ServiceContext;
  effect: CallEffect;
  state: RunState;
  runId: string;
  nodeId: string;
  effectId: string;
}): Promise<Frozen> {
  const { ctx, effect, state, runId, nodeId, effectId } = args;
  const { workspaceId } = ctx;
  const decision: TracedRule[] = [];
  const sending = sendingOf({ effect, state });
  const refusal = sending && (await maySend({ ctx, sending, trace: decision }));
  if (refusal?.status === "delayed") return { outcome: refusedOutcome(refusal) };
  const messageId = ctx.newId();
  const line = refusal ? null : await pickLine(ctx);
  const message = {
    id: messageId,
    workspace_id: workspaceId,
    contact_id: state.contact.id,
    run_id: runId,
    node_id: nodeId,
    channel: "call",
    purpose: effect.purpose,
    provider: line && "provider" in line ? line.provider : "none",
    from_address: line && "provider" in line ? line.from : null,
    to_address: effect.to,
    text: effect.firstLine,
    decision,
  };
  if (refusal || !line || "problem" in line) {
    const reason = refusal?.reason ?? (line && "problem" in line ? line.problem : "");
    await ctx.db
      .insertInto("messages")
      .values({ ...message, status: refusal ? "skipped" : "failed", reason })
      .execute();
    return refusal ? { outcome: refusedOutcome(refusal) } : { outcome: { status: "failed", reason, retryable: false } };
  }
  await ctx.db.insertInto("messages").values(message).execute();
  const script = scriptOf({ effect, company: state.workspace.name });
  await ctx.db
    .insertInto("calls")
    .values({
      id: effectId,
      workspace_id: workspaceId,
      message_id: messageId,
      run_id: runId,
      node_id: nodeId,
      contact_id: state.contact.id,
      provider: line.provider,
      to_number: effect.to,
      script: JSON.parse(JSON.stringify(script)),
      created_at: ctx.now,
    })
    .execute();
  const ref = signToken({ purpose: "call", data: { w: workspaceId, c: effectId } });
  const hook = (step: string) =>
    `${env().baseUrl}/api/webhooks/twilio/${line.connectionId}/voice/${step}?ref=${encodeURIComponent(ref)}`;
  const request: CallRequest = {
    to: effect.to,
    from: line.from,
    answerUrl: hook("answer"),
    statusUrl: hook("status"),
    maxSeconds: script.max_seconds,
    ringSeconds: RING_SECONDS,
    leavesMessage: script.voicemail !== null,
  };
  return { request, provider: line.provider, messageId };
}

function scriptOf({ effect, company }: { effect: CallEffect; company: string }): CallScript {
  const language = effect.language as Language;
  return {
    instructions: effect.instructions,
    data: effect.data,
    disclosure: phrasesIn(language).disclosure(company),
    first_line: effect.firstLine,
    language,
    voice: effect.voice,
    max_seconds: effect.maxMinutes * 60,
    max_turns: effect.maxMinutes * TURNS_A_MINUTE,
    voicemail: effect.voicemail,
  };
}

type CallLine = { provider: "twilio" | "local"; from: string; connectionId: string } | { problem: string };

/** Who places this workspace's calls: its Twilio connection; without one the built-in phone, in embedded mode only. */
async function pickLine(ctx: ServiceContext): Promise<CallLine> {
  const connection = await openConnection({ ctx, provider: "twilio" });
  if (connection) {
    const from = connection.config.from_number;
    if (!from)
      return { problem: "The Twilio connection has no phone number to call from. Add one in Settings, Connections." };
    return { provider: "twilio", from, connectionId: connection.id };
  }
  if (env().mode === "embedded") return { provider: "local", from: "+15550100", connectionId: "local" };
  return { problem: "This workspace has no telephone provider yet. Connect Twilio in Settings, Connections." };
}
