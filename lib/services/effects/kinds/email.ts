import { asWorker } from "@/lib/db/scoped";
import type { EffectOutcome, EmailEffect } from "@/lib/nodes/effects";
import {
  type EmailProvider,
  type EmailProviderName,
  type EmailRequest,
  repeatsSafely,
} from "@/lib/providers/email/email-provider";
import { localEmail } from "@/lib/providers/email/local";
import { resendEmail } from "@/lib/providers/email/resend";
import { smtpEmail } from "@/lib/providers/email/smtp";
import { noteFailure } from "@/lib/services/connections/note-failure";
import { openConnection } from "@/lib/services/connections/open-connection";
import { smtpServer } from "@/lib/services/connections/smtp-server";
import type { ClaimedEffect, EffectKind } from "@/lib/services/effects/effect-kind";
import { freezeEmail } from "@/lib/services/messages/freeze-email";
import { recheckSending } from "@/lib/services/messages/recheck-sending";

/** A mail to the contact. Where the provider knows idempotency keys the same bytes may be repeated. */
export const email: EffectKind<EmailEffect> = {
  kind: "email",
  freeze: freezeEmail,
  recheck: recheckSending,
  whenInterrupted: ({ provider }) => (repeatsSafely[provider as EmailProviderName] ? "repeat" : "unknown"),
  perform: performEmail,
};

async function performEmail(claim: ClaimedEffect): Promise<EffectOutcome> {
  const request = claim.request as EmailRequest;
  const provider = await providerOf(claim);
  if (!provider)
    return {
      status: "failed",
      reason: "The connection this mail was to go through was removed. Connect it again in Settings.",
      retryable: false,
    };
  const answer = await provider.send({ request, idempotencyKey: claim.effectId });
  if (answer.status === "accepted")
    return {
      status: "done",
      output: {
        status: "sent",
        message_id: claim.messageId,
        provider: provider.name,
        provider_id: answer.providerId,
        to: request.to,
        subject: request.subject,
      },
    };
  if (answer.status === "unsure" && !repeatsSafely[provider.name]) return { status: "unknown", reason: answer.reason };
  if (answer.status === "unsure") return { status: "failed", reason: answer.reason, retryable: true, ambiguous: true };
  if (answer.signIn && provider.name !== "local")
    await noteFailure({ workspaceId: claim.workspaceId, provider: provider.name, reason: answer.reason });
  return {
    status: "failed",
    reason: answer.reason,
    retryable: answer.retryable,
    retryAfterSeconds: answer.retryAfterSeconds,
  };
}

async function providerOf({ workspaceId, provider, messageId }: ClaimedEffect): Promise<EmailProvider | null> {
  if (provider === "local") return localEmail((mail) => deliver({ workspaceId, messageId, ...mail }));
  if (provider !== "resend" && provider !== "smtp") return null;
  const connection = await openConnection({ workspaceId, provider });
  if (!connection) return null;
  return provider === "resend"
    ? resendEmail({ apiKey: connection.secret.api_key ?? "" })
    : smtpEmail(smtpServer(connection));
}

/** Puts a mail into the built-in mailbox, once per key. Returns its id there. */
async function deliver({
  workspaceId,
  messageId,
  request,
  idempotencyKey,
}: {
  workspaceId: string;
  messageId: string | null;
  request: EmailRequest;
  idempotencyKey: string;
}): Promise<string> {
  const { value } = await asWorker({
    workspaceId,
    fn: async (ctx) => {
      const made = await ctx.db
        .insertInto("mailbox")
        .values({
          workspace_id: workspaceId,
          idempotency_key: idempotencyKey,
          message_id: messageId,
          for_user: request.member ?? null,
          request,
        })
        .onConflict((c) => c.columns(["workspace_id", "idempotency_key"]).doNothing())
        .returning("id")
        .executeTakeFirst();
      if (made) return made.id;
      const before = await ctx.db
        .selectFrom("mailbox")
        .select("id")
        .where("workspace_id", "=", workspaceId)
        .where("idempotency_key", "=", idempotencyKey)
        .executeTakeFirstOrThrow();
      return before.id;
    },
  });
  return value;
}
