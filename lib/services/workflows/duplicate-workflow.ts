import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { presentWorkflow } from "@/lib/services/workflows/present";

/** Copies draft, settings, entry rules and test cases into a new draft; versions, runs and the entry log stay where they are. @throws AppError 404 */
export async function duplicateWorkflow({ ctx, input }: { ctx: ServiceContext; input: { id: string; name?: string } }) {
  const row = await findWorkflow({ ctx, id: input.id });
  const id = ctx.newId();
  await ctx.db
    .insertInto("workflows")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      name: input.name ?? `Copy of ${row.name}`.slice(0, 120),
      description: row.description,
      draft: row.draft as object,
      entry: row.entry as object,
      settings: row.settings as object,
      priority: row.priority,
      exclusive_group: row.exclusive_group,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  await sql`insert into public.workflow_test_cases (workspace_id, workflow_id, name, input, expected, created_by)
    select workspace_id, ${id}::uuid, name, input, expected, created_by from public.workflow_test_cases
     where workspace_id = ${ctx.workspaceId} and workflow_id = ${row.id} order by created_at, id`.execute(ctx.db);
  return presentWorkflow({ ctx, row: await findWorkflow({ ctx, id }) });
}
