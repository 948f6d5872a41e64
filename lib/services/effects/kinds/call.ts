import { sql } from "kysely";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import type { CallEffect, EffectOutcome } from "@/lib/nodes/effects";
import type { CallRequest } from "@/lib/providers/voice/voice-provider";
import { closeCall, reopenCall } from "@/lib/services/calls/close-call";
import { freezeCall } from "@/lib/services/calls/freeze-call";
import { openVoice } from "@/lib/services/calls/open-voice";
import type { ClaimedEffect, EffectKind } from "@/lib/services/effects/effect-kind";
import { requireClaim } from "@/lib/services/effects/require-claim";
import { recheckSending } from "@/lib/services/messages/recheck-sending";

const GONE = "The Twilio connection this call was to go through was removed. Connect it again in Settings.";

/**
 * Placing a call. The call outlives the effect: how it ends comes later by the provider's report. Twilio knows no idempotency
 * keys, so an interrupted placing is looked up and never repeated.
 */
export const call: EffectKind<CallEffect> = {
  kind: "call",
  freeze: freezeCall,
  recheck: recheckSending,
  whenInterrupted: ({ provider }) => (provider === "local" ? "repeat" : "lookup"),
  perform,
  lookup,
  settled: closeCall,
};

async function perform(claim: ClaimedEffect): Promise<EffectOutcome> {
  if (claim.provider === "local") return ring(claim);
  const provider = await openVoice(claim.workspaceId);
  if (!provider) return { status: "failed", reason: GONE, retryable: false };
  await noteAsked({ claim, asked: true });
  const answer = await provider.place(claim.request as CallRequest);
  if (answer.status === "accepted") return placed({ claim, providerId: answer.providerId });
  if (answer.status === "unsure") return search(claim);
  await noteAsked({ claim, asked: false });
  const { reason, retryable, retryAfterSeconds } = answer;
  return { status: "failed", reason, retryable, retryAfterSeconds };
}

/** Written before the provider is asked, so that an attempt that never came so far is known to have placed nothing. */
async function noteAsked({ claim, asked }: { claim: ClaimedEffect; asked: boolean }): Promise<void> {
  const { workspaceId, effectId } = claim;
  await asWorker({
    workspaceId,
    fn: async (ctx) => {
      if (asked) await requireClaim({ ctx, claim });
      await ctx.db
        .updateTable("calls")
        .set({ asked_at: asked ? ctx.now : null })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", effectId)
        .execute();
      if (asked) await reopenCall({ ctx, callId: effectId });
    },
  });
}

async function lookup(claim: ClaimedEffect): Promise<EffectOutcome | null> {
  const { asked_at, provider_id } = await readCall(claim);
  return asked_at === null && provider_id === null ? null : search(claim);
}

async function readCall({ workspaceId, effectId }: ClaimedEffect) {
  const { value } = await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .selectFrom("calls")
        .select(["provider_id", "asked_at", "created_at"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", effectId)
        .executeTakeFirstOrThrow(),
  });
  return value;
}

/**
 * Whether the call exists: by the provider's reports that came in with our reference, else by the one call to this number that
 * nobody else claims. None does not mean that none was placed: it may be on its way into Twilio's queue.
 */
async function search(claim: ClaimedEffect): Promise<EffectOutcome> {
  const { workspaceId, effectId } = claim;
  const { to, from } = claim.request as CallRequest;
  const known = await readCall(claim);
  if (known.provider_id) return placed({ claim, providerId: known.provider_id });
  const provider = await openVoice(claim.workspaceId);
  const found = (await provider?.find({ to, from, since: known.created_at })) ?? [];
  if (found.length > 0) {
    const { value: mine } = await asWorker({ workspaceId, fn: (ctx) => takeCall({ ctx, effectId, to, found }) });
    if (mine) return placed({ claim, providerId: mine });
  }
  return {
    status: "unknown",
    reason:
      "The connection to Twilio broke while the call was placed, and Twilio does not say whether it was. It is not placed again.",
  };
}

/** Gives our call the one of the provider's that no other of ours is, for good, so that two interrupted calls never share one. */
async function takeCall(args: {
  ctx: ServiceContext;
  effectId: string;
  to: string;
  found: string[];
}): Promise<string | null> {
  const { ctx, effectId, to, found } = args;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`placed:${ctx.workspaceId}:${to}`}, 0))`.execute(ctx.db);
  const calls = await ctx.db
    .selectFrom("calls")
    .select(["id", "provider_id"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where((e) => e.or([e("id", "=", effectId), e.and([e("provider", "=", "twilio"), e("provider_id", "in", found)])]))
    .execute();
  // A report may have been faster and told its id.
  const told = calls.find(({ id }) => id === effectId)?.provider_id;
  if (told) return told;
  const mine = found.filter((sid) => !calls.some(({ provider_id }) => provider_id === sid));
  if (mine.length !== 1) return null;
  await ctx.db
    .updateTable("calls")
    .set({ provider_id: mine[0]! })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", effectId)
    .where("provider_id", "is", null)
    .execute();
  return mine[0]!;
}

/** The call is on its way. A report that was quicker than this has set its state already. */
async function placed({ claim, providerId }: { claim: ClaimedEffect; providerId: string }): Promise<EffectOutcome> {
  const { workspaceId, effectId } = claim;
  await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .updateTable("calls")
        .set({ provider_id: providerId })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", effectId)
        .where("provider_id", "is", null)
        .execute(),
  });
  return {
    status: "done",
    output: { call_id: effectId, message_id: claim.messageId, provider: claim.provider, provider_id: providerId },
  };
}

/** The built-in phone rings; ringing twice for the same call is one ringing. */
async function ring(claim: ClaimedEffect): Promise<EffectOutcome> {
  const { workspaceId, effectId } = claim;
  await asWorker({
    workspaceId,
    fn: async (ctx) => {
      // Closed with a run that ended while it was held back, and tried again in another.
      await reopenCall({ ctx, callId: effectId });
      await ctx.db
        .updateTable("calls")
        .set({ status: "ringing" })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", effectId)
        .where("status", "=", "queued")
        .execute();
    },
  });
  return placed({ claim, providerId: effectId });
}
