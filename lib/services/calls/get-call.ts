import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { calls } from "@/lib/api/contracts/calls";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { callColumns, toCall } from "@/lib/services/calls/list-calls";
import type { Line } from "@/lib/services/calls/script";

/** One call with what was said and what it cost. @throws AppError 404 */
export async function getCall({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: Pick<ServiceInput<typeof calls.get>, "id">;
}): Promise<Answer<typeof calls.get>> {
  const row = await ctx.db
    .selectFrom("calls as k")
    .leftJoin("contacts as c", (j) =>
      j.onRef("c.workspace_id", "=", "k.workspace_id").onRef("c.id", "=", "k.contact_id"),
    )
    .select([...callColumns, "k.transcript", "k.cost_micros", "k.cost_currency"])
    .where("k.workspace_id", "=", ctx.workspaceId)
    .where("k.id", "=", input.id)
    .executeTakeFirst();
  if (!row) throw notFound("call");
  const spent = await ctx.db
    .selectFrom("generations")
    .select((e) => [
      e.fn.coalesce(e.fn.sum<number>("cost_micros"), e.val(0)).as("micros"),
      sql<boolean>`coalesce(bool_and(price_known), true)`.as("known"),
    ])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("effect_id", "=", input.id)
    .executeTakeFirst();
  const { transcript, cost_micros, cost_currency, ...summary } = row;
  return {
    ...toCall(summary),
    cost: cost_micros > 0 ? { micros: cost_micros, currency: cost_currency } : null,
    ai_cost_micros: spent?.known === false ? null : Number(spent?.micros ?? 0),
    transcript: (transcript as unknown as Line[]).map(({ who, text, at }) => ({ who, text, at })),
  };
}
