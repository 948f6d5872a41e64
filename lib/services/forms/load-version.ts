import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import type { FormContent } from "@/lib/forms";
import { readContent } from "@/lib/services/forms/form-rows";

const KEEP = 500;
const store = globalThis as { leadloomFormVersions?: Map<string, FormContent> };

/**
 * Content of a published version. A version never changes, so it is kept in memory by workspace and id; the least
 * recently used go first. @throws AppError 404 when this workspace has no such version
 */
export async function loadVersion({
  ctx,
  versionId,
}: {
  ctx: ServiceContext;
  versionId: string;
}): Promise<FormContent> {
  store.leadloomFormVersions ??= new Map();
  const kept = store.leadloomFormVersions;
  const name = `${ctx.workspaceId}:${versionId}`;
  const found = kept.get(name) ?? (await read({ ctx, versionId }));
  kept.delete(name);
  kept.set(name, found);
  if (kept.size > KEEP) kept.delete(kept.keys().next().value as string);
  return found;
}

/** The same without asking the database: undefined when it is not in memory. */
export function recallVersion({
  workspaceId,
  versionId,
}: {
  workspaceId: string;
  versionId: string;
}): FormContent | undefined {
  return store.leadloomFormVersions?.get(`${workspaceId}:${versionId}`);
}

async function read({ ctx, versionId }: { ctx: ServiceContext; versionId: string }): Promise<FormContent> {
  const row = await ctx.db
    .selectFrom("form_versions")
    .select("content")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", versionId)
    .executeTakeFirst();
  if (!row) throw notFound("version");
  return readContent(row.content);
}
