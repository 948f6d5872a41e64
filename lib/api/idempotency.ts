import { sql } from "kysely";
import type { Answer, Contract } from "@/lib/api/contract";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, invalid } from "@/lib/errors";
import { sha256 } from "@/lib/secrets";

/**
 * Makes a POST with an Idempotency-Key happen once: the stored answer commits with the write it guards.
 * Same key and body: the stored answer again. @throws AppError 409 for another body, a request still in flight,
 * or an answer that held a secret and was therefore never stored
 */
export async function guardOnce<C extends Contract>({
  ctx,
  request,
  declared,
  body,
  perform,
}: {
  ctx: ServiceContext;
  request: Request;
  declared: C;
  body: string;
  perform: (ctx: ServiceContext) => Promise<Answer<C>>;
}): Promise<{ answer: Answer<C>; replayed: boolean }> {
  const key = request.headers.get("idempotency-key");
  if (key === null) return { answer: await perform(ctx), replayed: false };
  if (key.length < 1 || key.length > 255)
    throw invalid("Idempotency-Key", "An idempotency key has 1 to 255 characters.");
  const route = `${declared.method} ${new URL(request.url).pathname}`;
  const bodyHash = sha256(body);
  const lock = await sql<{
    free: boolean;
  }>`select pg_try_advisory_xact_lock(hashtextextended(${`${ctx.workspaceId}:${key}`}, 0)) as free`.execute(ctx.db);
  if (!lock.rows[0]?.free)
    throw new AppError("in_flight", "The same request is still being worked on.", { retryAfterSeconds: 1 });
  const found = await ctx.db
    .selectFrom("idempotency_keys")
    .selectAll()
    .where("workspace_id", "=", ctx.workspaceId)
    .where("key", "=", key)
    .executeTakeFirst();
  if (found) {
    if (found.route !== route || found.body_hash !== bodyHash)
      throw new AppError("idempotency_conflict", "This idempotency key was used for another request.");
    if (found.secret)
      throw new AppError("already_created", "This was created before; its secret was shown once and is not stored.");
    return { answer: found.response as Answer<C>, replayed: true };
  }
  const answer = await perform(ctx);
  await ctx.db
    .insertInto("idempotency_keys")
    .values({
      workspace_id: ctx.workspaceId,
      key,
      route,
      body_hash: bodyHash,
      status: declared.status ?? 200,
      response: declared.secret ? null : answer,
      secret: declared.secret ?? false,
    })
    .execute();
  return { answer, replayed: false };
}
