import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { HookMapping } from "@/lib/api/contracts/hooks";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { hiddenHeaders } from "@/lib/services/hooks/hidden-headers";
import { upsertFromHook } from "@/lib/services/hooks/upsert-from-hook";

/** How many deliveries keep their headers and payload. */
export const KEPT_SAMPLES = 10;
/** Senders repeat with one id for days, but two equal bodies are a repeat only when they follow each other closely. */
const WINDOWS = { id: "3 days", body: "5 minutes" };

export interface Delivery {
  hookId: string;
  /** What the sender calls this delivery, or null. */
  senderId: string | null;
  body: Uint8Array;
  headers: Headers;
  payload: unknown;
}

/**
 * Takes a delivery whose signature was checked: tells repeats apart, finds or makes the contact the mapping points at, and keeps
 * the payload; the activity `webhook.received` is written with it. Without a contact nothing starts, but the sample is kept.
 * @throws AppError 404 when the hook was deleted meanwhile
 */
export async function receiveHook({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: Delivery;
}): Promise<{ outcome: "accepted" | "no_contact" | "repeated"; id: string }> {
  const { hookId, senderId } = input;
  const key = senderId
    ? `id:${createHash("sha256").update(senderId).digest("base64url")}`
    : `body:${createHash("sha256").update(input.body).digest("base64url")}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`hook:${ctx.workspaceId}:${hookId}:${key}`}, 0))`.execute(
    ctx.db,
  );
  const hook = await ctx.db
    .selectFrom("inbound_hooks")
    .select(["mapping", "signature_header"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", hookId)
    .executeTakeFirst();
  if (!hook) throw notFound("webhook address");
  const before = await ctx.db
    .selectFrom("hook_deliveries")
    .select(["id", "contact_id"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("hook_id", "=", hookId)
    .where("dedupe_key", "=", key)
    .where(sql<boolean>`received_at > ${ctx.now}::timestamptz - ${senderId ? WINDOWS.id : WINDOWS.body}::interval`)
    .limit(1)
    .executeTakeFirst();
  if (before) return { outcome: "repeated", id: before.id };
  const contactId = await upsertFromHook({ ctx, payload: input.payload, mapping: hook.mapping as HookMapping });
  const outcome = contactId ? ("accepted" as const) : ("no_contact" as const);
  const id = ctx.newId();
  await ctx.db
    .insertInto("hook_deliveries")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      hook_id: hookId,
      contact_id: contactId,
      outcome,
      // What made no contact may be sent again once the mapping is right.
      dedupe_key: contactId ? key : null,
      headers: hiddenHeaders({ headers: input.headers, hide: hook.signature_header }),
      payload: input.payload,
      received_at: ctx.now,
    })
    .execute();
  await ctx.db
    .updateTable("inbound_hooks")
    .set({ last_received_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", hookId)
    .execute();
  await forget({ ctx, hookId });
  return { outcome, id };
}

/** Takes the content from older deliveries, and removes those that no repeat can refer to any more. */
async function forget({ ctx, hookId }: { ctx: ServiceContext; hookId: string }): Promise<void> {
  const older = ctx.db
    .selectFrom("hook_deliveries")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("hook_id", "=", hookId)
    .orderBy("received_at", "desc")
    .orderBy("id", "desc")
    .offset(KEPT_SAMPLES)
    .limit(50);
  await ctx.db
    .deleteFrom("hook_deliveries")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "in", older)
    .where(sql<boolean>`(dedupe_key is null or received_at < ${ctx.now}::timestamptz - ${WINDOWS.id}::interval)`)
    .execute();
  await ctx.db
    .updateTable("hook_deliveries")
    .set({ headers: null, payload: null })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "in", older)
    .where("payload", "is not", null)
    .execute();
}
