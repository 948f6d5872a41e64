import { asWorker } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { EffectOutcome } from "@/lib/nodes/define-node";
import type { EmailProvider, EmailRequest } from "@/lib/providers/email/email-provider";
import { localEmail } from "@/lib/providers/email/local";
import { resendEmail } from "@/lib/providers/email/resend";
import { decryptSecret } from "@/lib/secrets";

/**
 * Calls the provider for a claimed effect, with no transaction open. The effect's id is the idempotency key.
 * Never throws for what a provider does; the outcome says it in words.
 */
export async function performEffect({
  workspaceId,
  effectId,
  owner,
}: {
  workspaceId: string;
  effectId: string;
  owner: string;
}): Promise<EffectOutcome> {
  const { value: claim } = await asWorker({
    workspaceId,
    fn: async (ctx) => {
      const effect = await ctx.db
        .selectFrom("effects")
        .select(["request", "provider", "message_id"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", effectId)
        .where("owner", "=", owner)
        .where("status", "=", "claimed")
        .executeTakeFirst();
      if (!effect) throw new AppError("conflict", "Somebody else has taken over this send.");
      const connection =
        effect.provider === "local"
          ? null
          : await ctx.db
              .selectFrom("connections")
              .select(["id", "secret"])
              .where("workspace_id", "=", workspaceId)
              .where("provider", "=", "resend")
              .executeTakeFirst();
      return { ...effect, connection };
    },
  });
  const request = JSON.parse(claim.request) as EmailRequest;
  const provider = providerOf({ workspaceId, claim });
  if (!provider)
    return {
      status: "failed",
      reason: "The Resend connection was removed. Connect it again in Settings.",
      retryable: false,
    };
  const answer = await provider.send({ request, idempotencyKey: effectId });
  if (answer.status === "accepted")
    return {
      status: "done",
      output: {
        status: "sent",
        message_id: claim.message_id,
        provider: provider.name,
        provider_id: answer.providerId,
        to: request.to,
        subject: request.subject,
      },
    };
  if (answer.status === "unsure") return { status: "failed", reason: answer.reason, retryable: true, ambiguous: true };
  return {
    status: "failed",
    reason: answer.reason,
    retryable: answer.retryable,
    retryAfterSeconds: answer.retryAfterSeconds,
  };
}

function providerOf({
  workspaceId,
  claim,
}: {
  workspaceId: string;
  claim: {
    provider: string;
    message_id: string | null;
    connection: { id: string; secret: string | null } | null | undefined;
  };
}): EmailProvider | null {
  if (claim.provider === "local")
    return localEmail((mail) => deliver({ workspaceId, messageId: claim.message_id, ...mail }));
  if (!claim.connection?.secret) return null;
  return resendEmail({
    apiKey: decryptSecret({ sealed: claim.connection.secret, boundTo: `${workspaceId}/${claim.connection.id}` }),
  });
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
        .values({ workspace_id: workspaceId, idempotency_key: idempotencyKey, message_id: messageId, request })
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
