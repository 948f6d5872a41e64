import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";

/** Secrets are chosen by name, so no two have the same. @throws AppError 422 naming `name` */
export async function refuseTakenName({
  ctx,
  name,
  id,
}: {
  ctx: ServiceContext;
  name: string;
  /** The secret that is being renamed. */
  id: string | null;
}): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`secret:${ctx.workspaceId}:${name}`}, 0))`.execute(ctx.db);
  const taken = await ctx.db
    .selectFrom("secrets")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("name", "=", name)
    .executeTakeFirst();
  if (taken && taken.id !== id)
    throw invalid("name", `There is a secret named "${name}" already. Choose another name.`);
}
