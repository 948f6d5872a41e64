import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { workflows } from "@/lib/api/contracts/workflows";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { requireAccess } from "@/lib/services/collaborators/require-access";

type Reorder = typeof workflows.reorder;

/** Room between two neighbours, so that one priority can be changed by hand without touching the others. */
const STEP = 10;

/**
 * Numbers the workflows of an exclusive group anew, in the order given: all of them or none. Archived ones keep out.
 * @throws AppError 409 with the group as it is (`details.current`) when the ids are not exactly those of the group: somebody
 *   changed it meanwhile, or an id is of another group or workspace; 403 when one of them may not be changed
 */
export async function reorderWorkflows({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<Reorder>;
}): Promise<Answer<Reorder>> {
  const members = await ctx.db
    .selectFrom("workflows")
    .select(["id", "name", "priority", "created_at"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("exclusive_group", "=", input.group)
    .where("status", "<>", "archived")
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();
  const names = new Map(members.map((one) => [one.id, one.name]));
  await requireWhole({ ctx, group: input.group, locked: [...names.keys()] });
  if (members.length !== input.ids.length || !input.ids.every((id) => names.has(id))) {
    const current = members
      .sort((a, b) => a.priority - b.priority || Date.parse(a.created_at) - Date.parse(b.created_at))
      .map(({ id, name, priority }) => ({ id, name, priority }));
    throw new AppError(
      "conflict",
      `These are not the workflows of the group "${input.group}" any more. Look at the group again and repeat.`,
      { details: { current }, fields: [{ path: "ids", message: "Name each workflow of the group once." }] },
    );
  }
  const data = input.ids.map((id, n) => ({ id, name: names.get(id) ?? "", priority: (n + 1) * STEP }));
  for (const { id, priority } of data)
    await ctx.db
      .updateTable("workflows")
      .set({ priority })
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .execute();
  return { data };
}

/** Row-level security hides from a lock what may only be read. @throws AppError 403 for a workflow of the group that is */
async function requireWhole(args: { ctx: ServiceContext; group: string; locked: string[] }): Promise<void> {
  const { ctx, group, locked } = args;
  const rows = await ctx.db
    .selectFrom("workflows")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("exclusive_group", "=", group)
    .where("status", "<>", "archived")
    .execute();
  for (const { id } of rows.filter((row) => !locked.includes(row.id)))
    await requireAccess({ ctx, workflowId: id, to: "publish" });
}
