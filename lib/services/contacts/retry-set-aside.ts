import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { contacts } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import { requireContact } from "@/lib/services/contacts/require-contact";

/**
 * Shows waits and triggers once more what was set aside: right after the commit, and if that fails again with all its tries. Rules of
 * entry decide by what is true now; a wait that began after it happened does not take it.
 * @throws AppError 409 when it is not set aside (any more); 404
 */
export async function retrySetAside({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof contacts.retrySetAside>;
}): Promise<Answer<typeof contacts.retrySetAside>> {
  const { id, activity } = input;
  await requireContact({ ctx, id });
  const found = await ctx.db
    .selectFrom("activities")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", activity)
    .where("subject_id", "=", id)
    .executeTakeFirst();
  if (!found) throw notFound("activity");
  const { rows } = await sql<{ queued: boolean }>`
    select private.retry_dispatch(${ctx.workspaceId}, ${activity}) as queued`.execute(ctx.db);
  if (!rows[0]?.queued)
    throw new AppError("conflict", "This is not set aside any more: somebody has tried it again. Reload the contact.");
  return { id: activity, status: "queued" };
}
