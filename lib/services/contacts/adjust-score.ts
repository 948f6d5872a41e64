import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { lockConsent } from "@/lib/services/messages/lock-consent";

export const MAX_SCORE = 1000;

/** Changes a contact's score, kept between 0 and 1,000; the reason stands on the timeline. @throws AppError 404 */
export async function adjustScore({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string; how: "add" | "subtract" | "set"; points: number; reason: string };
}): Promise<{ from: number; to: number }> {
  await lockConsent({ ctx, contactId: input.id });
  const contact = await ctx.db
    .selectFrom("contacts")
    .select("score")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("deleted_at", "is", null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!contact) throw notFound("contact");
  const from = contact.score;
  const wanted = { add: from + input.points, subtract: from - input.points, set: input.points }[input.how];
  const to = Math.max(0, Math.min(MAX_SCORE, Math.round(wanted)));
  if (to === from) return { from, to };
  await sql`select set_config('app.score_reason', ${input.reason.slice(0, 500)}, true)`.execute(ctx.db);
  await ctx.db
    .updateTable("contacts")
    .set({ score: to })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .execute();
  await sql`select set_config('app.score_reason', '', true)`.execute(ctx.db);
  return { from, to };
}
