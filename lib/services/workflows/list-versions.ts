import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { workflows } from "@/lib/api/contracts/workflows";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";

/** The published versions of a workflow, newest first, without their graphs. @throws AppError 404 */
export async function listVersions({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof workflows.versions>;
}) {
  const workflow = await findWorkflow({ ctx, id: input.id });
  const after = decodeCursor(input.cursor);
  let rows = ctx.db
    .selectFrom("workflow_versions")
    .select(["id", "number", "note", "created_at"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", input.id);
  const count = input.count
    ? await rows.clearSelect().select(sql<number>`count(*)`.as("n")).executeTakeFirstOrThrow()
    : null;
  if (after)
    rows = rows.where(
      sql<boolean>`number < (select number from public.workflow_versions where workspace_id = ${ctx.workspaceId} and id = ${after.id}::uuid)`,
    );
  const found = await rows
    .orderBy("number", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows: found, limit: input.limit });
  return {
    data: data.map(({ id, ...version }) => ({ ...version, live: id === workflow.published_version_id })),
    next_cursor,
    ...(count && { count: count.n }),
  };
}
