import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { MemberChoice } from "@/lib/nodes/node-context";

/**
 * Who gets the work. Whoever deals out in turn or by load holds the row of `key` until the transaction ends, so that two at
 * once neither take the same turn nor count the same load. Only members are picked; those who may only look are not, unless named.
 * @param key whose turns these are, such as workflow and step
 * @param ownerId the contact's owner, for `owner`; null is answered when there is none
 * @throws AppError 409 in words when nobody is left to pick
 */
export async function pickMember({
  ctx,
  choice,
  ownerId,
  key,
}: {
  ctx: ServiceContext;
  choice: MemberChoice;
  ownerId: string | null;
  key: string;
}): Promise<string | null> {
  if (choice.how === "owner")
    return ownerId && (await memberIds({ ctx, among: [ownerId] })).length > 0 ? ownerId : null;
  if (choice.how === "member") {
    const [found] = choice.member ? await memberIds({ ctx, among: [choice.member] }) : [];
    if (!found)
      throw new AppError("conflict", "The member chosen in this step is not a member of the workspace any more.");
    return found;
  }
  const last = await holdTurn({ ctx, key });
  const able = await memberIds({ ctx, among: choice.members ?? [] });
  if (able.length === 0)
    throw new AppError("conflict", "None of the people chosen in this step is a member of the workspace any more.");
  const next =
    choice.how === "least_loaded"
      ? await leastLoaded({ ctx, able, load: choice.load ?? "contacts", last })
      : after(able, last);
  await ctx.db
    .updateTable("rotations")
    .set({ last_user_id: next, turns: sql`turns + 1`, updated_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("key", "=", key)
    .execute();
  return next;
}

/** The one whose turn is next: after the last one taken, from the beginning when he is last or gone. */
function after(able: string[], last: string | null): string {
  return able[(able.indexOf(last ?? "") + 1) % able.length] as string;
}

/** Those of the list who are members, in its order; of an empty list all who may edit, in the order they joined. */
export async function memberIds({ ctx, among }: { ctx: ServiceContext; among: string[] }): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom("workspace_members")
    .select(["user_id", "role"])
    .where("workspace_id", "=", ctx.workspaceId)
    .$if(among.length > 0, (query) => query.where(sql<boolean>`user_id = any (${among}::uuid[])`))
    .orderBy("created_at")
    .orderBy("user_id")
    .execute();
  if (among.length === 0) return rows.filter(({ role }) => role !== "viewer").map(({ user_id }) => user_id);
  const known = new Set(rows.map(({ user_id }) => user_id));
  return [...new Set(among)].filter((id) => known.has(id));
}

async function holdTurn({ ctx, key }: { ctx: ServiceContext; key: string }): Promise<string | null> {
  await ctx.db
    .insertInto("rotations")
    .values({ workspace_id: ctx.workspaceId, key })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { last_user_id } = await ctx.db
    .selectFrom("rotations")
    .select("last_user_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("key", "=", key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return last_user_id;
}

async function leastLoaded({
  ctx,
  able,
  load,
  last,
}: {
  ctx: ServiceContext;
  able: string[];
  load: "contacts" | "tasks";
  last: string | null;
}): Promise<string> {
  const { rows } = await sql<{ id: string; n: number }>`
    select one.id, (${
      load === "contacts"
        ? sql`select count(*)::int from public.contacts c where c.workspace_id = ${ctx.workspaceId} and c.owner_id = one.id
            and c.deleted_at is null and c.status in ('lead', 'qualified')`
        : sql`select count(*)::int from public.tasks t where t.workspace_id = ${ctx.workspaceId} and t.assignee_id = one.id
            and t.status = 'open'`
    }) as n from unnest(${able}::uuid[]) as one (id)`.execute(ctx.db);
  const loads = new Map(rows.map(({ id, n }) => [id, n]));
  const least = Math.min(...loads.values());
  // Among equals in turn, or the first of the list would get everything while nobody has much.
  return after(
    able.filter((id) => loads.get(id) === least),
    last,
  );
}
