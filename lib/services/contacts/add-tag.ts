import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { lockConsent } from "@/lib/services/messages/lock-consent";

/** Puts a tag on a contact, unless it has it already in any case. */
export async function addTag({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string; tag: string };
}): Promise<{ added: boolean }> {
  const tag = input.tag.trim();
  // Sent together, run in order: the lock is held when the update begins.
  const [, changed] = await Promise.all([
    lockConsent({ ctx, contactId: input.id }),
    ctx.db
      .updateTable("contacts")
      .set({ tags: sql`tags || ${tag}::text` })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", input.id)
      .where("deleted_at", "is", null)
      .where(sql<boolean>`not exists (select from unnest(tags) one where lower(one) = lower(${tag}::text))`)
      .returning("id")
      .executeTakeFirst(),
  ]);
  return { added: changed !== undefined };
}
