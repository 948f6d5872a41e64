import type { ServiceContext } from "@/lib/db/scoped";
import type { Effect, EffectOutcome } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import type { EffectKind } from "@/lib/services/effects/effect-kind";
import { effectKind } from "@/lib/services/effects/effect-kinds";

/** Providers remember an idempotency key for 24 hours; an hour is left for clocks and slow calls. */
const KEY_LIVES_MS = 23 * 3600 * 1000;

export type Claim =
  | { claimed: true; effectId: string }
  /** `doubt`: it has just been settled as unknown; whoever rolls the transaction back settles it again. */
  | { claimed: false; outcome: EffectOutcome; doubt?: Doubt };

/** A claimed effect of which nobody can know any more whether it happened. */
export interface Doubt {
  effectId: string;
  kind: string;
  messageId: string | null;
  reason: string;
}

/**
 * Takes the right to perform an effect, in the caller's transaction. The first claim checks the business rules and freezes
 * the exact request; a repeated one finds the row: what was done is returned; if the contact may still get it, what a dead owner
 * left is claimed again with the same bytes or looked up at the provider, and what the provider refused is claimed again; what
 * nobody can know any more becomes unknown.
 * @param key unique per workspace and stable across retries: `run:<root run>/<path>/<node>@<visit>/<n>`
 * @param owner the lease of the caller; only it may settle the claim
 */
export async function claimEffect({
  ctx,
  key,
  effect,
  state,
  runId,
  nodeId,
  owner,
}: {
  ctx: ServiceContext;
  key: string;
  effect: Effect;
  state: RunState;
  runId: string;
  nodeId: string;
  owner: string;
}): Promise<Claim> {
  // A provider is about to be called: the claim must be on disk before.
  await ctx.mustLast();
  const found = await ctx.db
    .selectFrom("effects")
    .select([
      "id",
      "status",
      "owner",
      "provider",
      "request",
      "result",
      "error",
      "first_claimed_at",
      "attempts",
      "message_id",
    ])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("key", "=", key)
    .forUpdate()
    .executeTakeFirst();
  const kind = effectKind(effect.kind);
  if (!found) {
    const id = ctx.newId();
    const frozen = await kind.freeze({ ctx, effect, state, runId, nodeId, effectId: id });
    if ("outcome" in frozen) return { claimed: false, outcome: frozen.outcome };
    await ctx.db
      .insertInto("effects")
      .values({
        id,
        workspace_id: ctx.workspaceId,
        key,
        kind: effect.kind,
        owner,
        provider: frozen.provider,
        request: JSON.stringify(frozen.request),
        run_id: runId,
        message_id: frozen.messageId,
      })
      .execute();
    return { claimed: true, effectId: id };
  }
  if (found.status === "done")
    return { claimed: false, outcome: { status: "done", output: found.result as Record<string, unknown> } };
  if (found.status === "unknown")
    return {
      claimed: false,
      outcome: { status: "unknown", reason: found.error ?? "Nobody knows whether this was sent." },
    };
  const doubt = { effectId: found.id, kind: effect.kind, messageId: found.message_id };
  if (found.status === "claimed") {
    const able = kind.whenInterrupted({ provider: found.provider, request: JSON.parse(found.request) });
    const remembered = Date.parse(ctx.now) - Date.parse(found.first_claimed_at) <= KEY_LIVES_MS;
    if (able === "unknown" || (able === "repeat" && !remembered)) {
      const reason =
        able === "unknown"
          ? "The request was interrupted and its receiver cannot tell repeats apart, so it is not made again blindly."
          : "The send was interrupted and the provider no longer remembers it, so it is not sent again blindly.";
      return doubtful({ ctx, doubt: { ...doubt, reason } });
    }
  }
  const refused = await kind.recheck?.({ ctx, effect, state, messageId: found.message_id });
  if (refused?.status === "skipped" && found.status === "claimed") {
    const reason = `The send was interrupted, and it is not made again, as the contact may not get it any more: ${refused.reason}`;
    return doubtful({ ctx, doubt: { ...doubt, reason } });
  }
  if (refused) return skipRefused({ ctx, effectId: found.id, messageId: found.message_id, kind, outcome: refused });
  await ctx.db
    .updateTable("effects")
    .set({
      status: "claimed",
      owner,
      claimed_at: ctx.now,
      attempts: found.attempts + 1,
      // Withheld before its first attempt: the provider has yet to hear of it.
      ...(found.attempts === 0 ? { first_claimed_at: ctx.now } : {}),
      taken_over: found.status === "claimed",
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", found.id)
    .execute();
  return { claimed: true, effectId: found.id };
}

async function doubtful({ ctx, doubt }: { ctx: ServiceContext; doubt: Doubt }): Promise<Claim> {
  await settleUnknown({ ctx, doubt });
  return { claimed: false, outcome: { status: "unknown", reason: doubt.reason }, doubt };
}

/** Writes into the ledger that it is unknown whether an effect happened, unless somebody has settled or claimed it since. */
export async function settleUnknown({ ctx, doubt }: { ctx: ServiceContext; doubt: Doubt }): Promise<void> {
  const { effectId, kind, messageId, reason } = doubt;
  const settled = await ctx.db
    .updateTable("effects")
    .set({ status: "unknown", error: reason })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", effectId)
    .where("status", "=", "claimed")
    .returning("id")
    .executeTakeFirst();
  if (!settled) return;
  if (messageId)
    await ctx.db
      .updateTable("messages")
      .set({ status: "unknown", reason })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", messageId)
      .execute();
  await effectKind(kind).settled?.({ ctx, effectId, outcome: { status: "unknown", reason } });
}

/** The provider did not take it, and meanwhile the contact may not get it any more. */
async function skipRefused(args: {
  ctx: ServiceContext;
  effectId: string;
  messageId: string | null;
  kind: EffectKind;
  outcome: EffectOutcome;
}): Promise<Claim> {
  const { ctx, effectId, messageId, kind, outcome } = args;
  if (outcome.status !== "skipped") return { claimed: false, outcome };
  if (messageId)
    await ctx.db
      .updateTable("messages")
      .set({ status: "skipped", reason: outcome.reason })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", messageId)
      .execute();
  await kind.settled?.({ ctx, effectId, outcome });
  return { claimed: false, outcome: { ...outcome, output: { ...outcome.output, message_id: messageId } } };
}
