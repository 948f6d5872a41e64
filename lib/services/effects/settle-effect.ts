import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { EffectOutcome } from "@/lib/nodes/effects";
import { effectKind } from "@/lib/services/effects/effect-kinds";
import { lockConsentOf } from "@/lib/services/messages/lock-consent";

/**
 * Writes what became of a claimed effect, in the transaction that writes the step. Fenced by the owner: a late answer of
 * somebody who lost the claim changes nothing. An ambiguous failure keeps the claim, so that the next attempt repeats the
 * same bytes under the same key; when no attempt is left the caller settles it as `unknown`.
 */
export async function settleEffect({
  ctx,
  effectId,
  owner,
  outcome,
  final = true,
}: {
  ctx: ServiceContext;
  effectId: string;
  owner: string;
  outcome: EffectOutcome;
  /** False: a failure that may pass is tried again. */
  final?: boolean;
}): Promise<void> {
  if (outcome.status === "skipped" || outcome.status === "delayed") return;
  const ambiguous = outcome.status === "failed" && outcome.ambiguous === true;
  await ctx.mustLast();
  // The run may claim the contact's next mail in this transaction. Whoever reports on a message takes this lock first, too.
  await lockConsentOf({
    ctx,
    contacts: sql`select m.contact_id as id from effects e join messages m on m.workspace_id = e.workspace_id and m.id = e.message_id
      where e.workspace_id = ${ctx.workspaceId} and e.id = ${effectId} and m.contact_id is not null`,
  });
  const charged = outcome.status === "done" ? outcome.cost : undefined;
  const cost = charged ? { cost_micros: charged.micros, cost_currency: charged.currency } : {};
  const settled = await ctx.db
    .updateTable("effects")
    .set({
      ...cost,
      status: ambiguous ? "claimed" : outcome.status,
      result: outcome.status === "done" ? outcome.output : null,
      error: outcome.status === "done" ? null : outcome.reason,
      updated_at: ctx.now,
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", effectId)
    .where("owner", "=", owner)
    .where("status", "=", "claimed")
    .returning(["message_id", "kind"])
    .executeTakeFirst();
  if (!settled) return;
  if (settled.message_id) await settleMessage();
  const over = outcome.status !== "failed" || final || !outcome.retryable;
  if (over && !ambiguous) await effectKind(settled.kind).settled?.({ ctx, effectId, outcome });

  async function settleMessage() {
    const message = ctx.db
      .updateTable("messages")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", settled?.message_id ?? null);
    if (outcome.status === "done") {
      await message
        .set({
          ...(charged && charged.micros !== null
            ? { cost_micros: charged.micros, cost_currency: charged.currency }
            : {}),
          // A report of the provider may have been faster than its answer: it knows more.
          status: sql`case when provider_id is null then 'sent' else status end`,
          reason: sql`case when provider_id is null then null else reason end`,
          provider_id: sql`coalesce(provider_id, ${String(outcome.output.provider_id ?? "")})`,
          sent_at: sql`coalesce(sent_at, ${ctx.now}::timestamptz)`,
        })
        .execute();
      await event("sent");
    } else if (ambiguous) {
      await message.set({ reason: outcome.reason }).execute();
    } else {
      await message
        .set({ status: outcome.status === "unknown" ? "unknown" : "failed", reason: outcome.reason })
        .where("provider_id", "is", null)
        .execute();
      if (outcome.status === "failed") await event("failed");
    }
  }

  async function event(type: "sent" | "failed") {
    const id = settled?.message_id as string;
    const data = outcome.status === "failed" ? { reason: outcome.reason } : {};
    // Sent once, however it was first heard of; refusals may be several.
    await sql`insert into message_events (workspace_id, message_id, type, data)
      select ${ctx.workspaceId}::uuid, ${id}::uuid, ${type}, ${data}::jsonb
      where ${type} <> 'sent' or not exists (select from message_events e
        where e.workspace_id = ${ctx.workspaceId} and e.message_id = ${id} and e.type = 'sent')`.execute(ctx.db);
  }
}
