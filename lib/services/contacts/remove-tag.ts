import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { lockConsent } from "@/lib/services/messages/lock-consent";

/** Takes a tag off a contact, in whatever case it is written. */
export async function removeTag({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string; tag: string };
}): Promise<{ removed: boolean }> {
  const tag = input.tag.trim();
  // Sent together, run in order: the lock is held when the update begins.
  const [, changed] = await Promise.all([
    lockConsent({ ctx, contactId: input.id }),
    ctx.db
      .updateTable("contacts")
      .set({
        tags: sql`array(select one from unnest(tags) with ordinality t(one, n) where lower(one) <> lower(${tag}::text) order by n)`,
      })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", input.id)
      .where("deleted_at", "is", null)
      .where(sql<boolean>`exists (select from unnest(tags) one where lower(one) = lower(${tag}::text))`)
      .returning("id")
      .executeTakeFirst(),
  ]);
  return { removed: changed !== undefined };
}
