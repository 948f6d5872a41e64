import type { ServiceContext } from "@/lib/db/scoped";
import type { EffectOutcome, EmailEffect } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import type { EmailProviderName, EmailRequest } from "@/lib/providers/email/email-provider";
import { composeEmail } from "@/lib/services/messages/compose-email";
import { maySend } from "@/lib/services/messages/may-send";
import { pickProvider } from "@/lib/services/messages/pick-provider";
import type { TracedRule } from "@/lib/services/messages/rules/sending-trace";
import { trackMail } from "@/lib/services/messages/track-mail";

export type FrozenEmail =
  | { request: EmailRequest; provider: EmailProviderName; messageId: string }
  | { outcome: EffectOutcome };

/**
 * Decides in the caller's transaction whether a mail may go out and writes its message row: queued with the exact bytes,
 * or skipped with the reason, which the step and the contact's timeline show.
 */
export async function freezeEmail({
  ctx,
  effect,
  state,
  runId,
  nodeId,
}: {
  ctx: ServiceContext;
  effect: EmailEffect;
  state: RunState;
  runId: string;
  nodeId: string;
}): Promise<FrozenEmail> {
  const to = effect.to.trim().toLowerCase();
  const messageId = ctx.newId();
  const provider = await pickProvider(ctx);
  const decision: TracedRule[] = [];
  const row = {
    id: messageId,
    workspace_id: ctx.workspaceId,
    contact_id: state.contact.id,
    run_id: runId,
    node_id: nodeId,
    purpose: effect.purpose,
    provider: provider ?? "none",
    to_address: to,
  };
  const refuse = async (status: "skipped" | "failed", reason: string): Promise<FrozenEmail> => {
    await ctx.db
      .insertInto("messages")
      .values({ ...row, subject: effect.subject, status, reason, decision })
      .execute();
    return {
      outcome:
        status === "skipped"
          ? { status, reason, output: { status, reason, message_id: messageId } }
          : { status, reason, retryable: false },
    };
  };
  const sending = { channel: "email", to, purpose: effect.purpose, hours: effect.hours } as const;
  const no = await maySend({
    ctx,
    sending: { ...sending, contactId: state.contact.id, workflowId: state.run?.workflowId ?? null },
    trace: decision,
  });
  if (no?.status === "delayed") return { outcome: no };
  if (no) return refuse("skipped", no.reason);
  if (!provider) return refuse("failed", "This workspace has no email provider yet. Connect one in Settings.");
  const sender = await ctx.db
    .selectFrom("workspaces")
    .select(["name", "slug", "sender_name", "sender_email", "reply_to", "postal_address", "track_email"])
    .where("id", "=", ctx.workspaceId)
    .executeTakeFirstOrThrow();
  let request: EmailRequest;
  try {
    request = await composeEmail({
      effect: { ...effect, to },
      state,
      sender,
      messageId,
      local: provider === "local",
    });
  } catch (error) {
    return refuse("failed", (error as Error).message);
  }
  const { html, urls } =
    effect.track && sender.track_email
      ? trackMail({ html: request.html, workspaceId: ctx.workspaceId, messageId })
      : { html: request.html, urls: [] };
  request = { ...request, html };
  await ctx.db
    .insertInto("messages")
    .values({
      ...row,
      decision,
      from_address: request.from,
      reply_to: request.replyTo ?? null,
      subject: request.subject,
      html: request.html,
      text: request.text,
      headers: request.headers,
    })
    .execute();
  if (urls.length > 0)
    await ctx.db
      .insertInto("message_links")
      .values(urls.map((url, n) => ({ workspace_id: ctx.workspaceId, message_id: messageId, position: n + 1, url })))
      .execute();
  return { request, provider, messageId };
}
