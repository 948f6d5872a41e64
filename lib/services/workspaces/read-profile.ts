import type { ServiceContext } from "@/lib/db/scoped";

/** The name of the signed-in user; empty when none was given, or when an API key asks. */
export async function readProfile({ ctx }: { ctx: ServiceContext }): Promise<{ name: string }> {
  if (ctx.actor?.kind !== "user") return { name: "" };
  const row = await ctx.db
    .selectFrom("profiles")
    .select("name")
    .where("user_id", "=", ctx.actor.userId)
    .executeTakeFirst();
  return { name: row?.name ?? "" };
}
