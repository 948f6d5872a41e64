import type { ServiceContext } from "@/lib/db/scoped";
import type { SmsEffect, WhatsAppEffect } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import type { TextRequest } from "@/lib/providers/sms/text-provider";
import type { Frozen } from "@/lib/services/effects/effect-kind";
import { maySend } from "@/lib/services/messages/may-send";
import type { TracedRule } from "@/lib/services/messages/rules/sending-trace";
import { sendingOf } from "@/lib/services/messages/sending-of";
import { pickTextSender } from "@/lib/services/messages/texts/pick-text-sender";
import { statusAddress } from "@/lib/services/messages/texts/status-address";
import { outsideWindow } from "@/lib/services/messages/texts/whatsapp-window";

/**
 * Decides in the caller's transaction whether a text may go out and writes its message row: queued with the exact request,
 * or skipped or failed with the reason.
 */
export async function freezeText(args: {
  ctx: ServiceContext;
  effect: SmsEffect | WhatsAppEffect;
  state: RunState;
  runId: string;
  nodeId: string;
}): Promise<Frozen> {
  const { ctx, effect, state, runId, nodeId } = args;
  const { kind: channel, purpose } = effect;
  const to = effect.to.trim();
  const contactId = state.contact.id;
  const content: TextRequest["content"] = effect.kind === "sms" ? { type: "text", body: effect.body } : effect.content;
  const sender = await pickTextSender({ ctx, channel });
  const messageId = ctx.newId();
  const decision: TracedRule[] = [];
  const write = (more: { status?: "skipped" | "failed"; reason?: string }) =>
    ctx.db
      .insertInto("messages")
      .values({
        id: messageId,
        workspace_id: ctx.workspaceId,
        contact_id: contactId,
        run_id: runId,
        node_id: nodeId,
        channel,
        purpose,
        provider: "problem" in sender ? "none" : sender.provider,
        from_address: "problem" in sender ? null : (sender.from ?? sender.messagingServiceSid),
        to_address: to,
        text: textOf(content),
        decision,
        ...more,
      })
      .execute();
  const sending = sendingOf({ effect, state });
  const refusal = sending && (await maySend({ ctx, sending, trace: decision }));
  if (refusal?.status === "delayed") return { outcome: refusal };
  const closed =
    !refusal && channel === "whatsapp" && content.type === "text"
      ? await outsideWindow({ ctx, contactId, number: to })
      : null;
  const reason = refusal?.reason ?? closed;
  if (reason) {
    await write({ status: "skipped", reason });
    return { outcome: { status: "skipped", reason, output: { status: "skipped", reason, message_id: messageId } } };
  }
  if ("problem" in sender) {
    await write({ status: "failed", reason: sender.problem });
    return { outcome: { status: "failed", reason: sender.problem, retryable: false } };
  }
  await write({});
  const { provider, from, messagingServiceSid, connectionId } = sender;
  const statusCallback = connectionId ? statusAddress({ connectionId, messageId }) : null;
  const request: TextRequest = { channel, to, from, messagingServiceSid, content, statusCallback };
  return { request, provider, messageId };
}

/** The words of a message, or which template stands for them and with what. */
function textOf(content: TextRequest["content"]): string {
  if (content.type === "text") return content.body;
  const values = Object.entries(content.variables).map(([name, value]) => `${name}: ${value}`);
  return `Template ${content.sid}${values.length > 0 ? ` (${values.join(", ")})` : ""}`;
}
