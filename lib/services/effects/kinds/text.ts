import { asWorker } from "@/lib/db/scoped";
import type { EffectOutcome, SmsEffect, WhatsAppEffect } from "@/lib/nodes/effects";
import { localText } from "@/lib/providers/sms/local";
import type { Cost, TextProvider, TextRequest } from "@/lib/providers/sms/text-provider";
import { twilioText } from "@/lib/providers/sms/twilio";
import { openConnection } from "@/lib/services/connections/open-connection";
import type { ClaimedEffect, EffectKind } from "@/lib/services/effects/effect-kind";
import { requireClaim } from "@/lib/services/effects/require-claim";
import { recheckSending } from "@/lib/services/messages/recheck-sending";
import { deliverToPhone } from "@/lib/services/messages/texts/deliver-to-phone";
import { findSent } from "@/lib/services/messages/texts/find-sent";
import { freezeText } from "@/lib/services/messages/texts/freeze-text";
import { suppressNumber } from "@/lib/services/messages/texts/suppress-number";

/**
 * A text message to the contact. Twilio cannot tell repeats apart, so after an interruption its reports and its list of messages are
 * asked, and what they do not show is unknown; the built-in phone knows keys.
 */
export const sms: EffectKind<SmsEffect> = { kind: "sms", ...handling() };
export const whatsapp: EffectKind<WhatsAppEffect> = { kind: "whatsapp", ...handling() };

function handling(): Omit<EffectKind<SmsEffect | WhatsAppEffect>, "kind"> {
  return {
    freeze: freezeText,
    recheck: recheckSending,
    whenInterrupted: ({ provider }) => (provider === "local" ? "repeat" : "lookup"),
    perform,
    lookup: async (claim) => ((await wasAsked(claim)) ? resolve({ claim, reason: "The send was interrupted." }) : null),
  };
}

async function perform(claim: ClaimedEffect): Promise<EffectOutcome> {
  const request = claim.request as TextRequest;
  const provider = await providerOf(claim);
  if (!provider)
    return {
      status: "failed",
      reason: "The connection this message was to go through was removed. Connect it again in Settings.",
      retryable: false,
    };
  const asks = provider.name === "twilio";
  if (asks) await noteAsked({ claim, asked: true });
  const answer = await provider.send({ request, idempotencyKey: claim.effectId });
  if (answer.status === "accepted") return sent({ claim, ...answer });
  if (answer.status === "unsure") {
    if (provider.name === "local") return { status: "failed", reason: answer.reason, retryable: true, ambiguous: true };
    return resolve({ claim, reason: answer.reason });
  }
  if (asks) await noteAsked({ claim, asked: false });
  const { reason, retryable, retryAfterSeconds, why } = answer;
  if (why) {
    const suppression = why === "opted_out" ? "unsubscribed" : "bounced";
    await asWorker({
      workspaceId: claim.workspaceId,
      fn: (ctx) =>
        suppressNumber({
          ctx,
          input: { channel: request.channel, number: request.to, reason: suppression, messageId: claim.messageId },
        }),
    });
  }
  return { status: "failed", reason, retryable, retryAfterSeconds };
}

/** Written before the provider is asked, so that an attempt that never came so far is known to have sent nothing. */
async function noteAsked({ claim, asked }: { claim: ClaimedEffect; asked: boolean }): Promise<void> {
  await asWorker({
    workspaceId: claim.workspaceId,
    fn: async (ctx) => {
      if (asked) await requireClaim({ ctx, claim });
      await ctx.db
        .updateTable("messages")
        .set({ asked_at: asked ? ctx.now : null })
        .where("workspace_id", "=", claim.workspaceId)
        .where("id", "=", claim.messageId)
        .execute();
    },
  });
}

async function wasAsked({ workspaceId, messageId }: ClaimedEffect): Promise<boolean> {
  const { value: message } = await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .selectFrom("messages")
        .select(["asked_at", "provider_id"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", messageId)
        .executeTakeFirst(),
  });
  return Boolean(message?.asked_at || message?.provider_id);
}

/** What can be found out about a send that nobody heard the answer to. */
async function resolve({ claim, reason }: { claim: ClaimedEffect; reason: string }): Promise<EffectOutcome> {
  const found = await findSent({ claim, provider: await providerOf(claim) });
  if (found) return sent({ claim, ...found });
  return {
    status: "unknown",
    reason: `${reason} Twilio shows no such message, which may still change, so it is not sent again blindly.`,
  };
}

function sent(args: { claim: ClaimedEffect; providerId: string; cost: Cost | null }): EffectOutcome {
  const { claim, providerId, cost } = args;
  const { to } = claim.request as TextRequest;
  const { messageId, provider } = claim;
  return {
    status: "done",
    output: { status: "sent", message_id: messageId, provider, provider_id: providerId, to },
    ...(cost ? { cost } : {}),
  };
}

async function providerOf({ workspaceId, provider, messageId }: ClaimedEffect): Promise<TextProvider | null> {
  if (provider === "local") return localText((text) => deliverToPhone({ workspaceId, messageId, ...text }));
  const connection = await openConnection({ workspaceId, provider: "twilio" });
  if (!connection) return null;
  const { config, secret } = connection;
  return twilioText({ accountSid: config.account_sid ?? "", authToken: secret.auth_token ?? "" });
}
