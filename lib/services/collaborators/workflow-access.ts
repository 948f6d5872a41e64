import { sql } from "kysely";
import type { WorkflowAccess } from "@/lib/api/contracts/collaborators";
import type { ServiceContext } from "@/lib/db/scoped";

/**
 * What whoever asks may do with a workflow; the database holds to the same (docs/decisions/0016). The worker may do everything.
 * `reason` says in words why not, and whom to ask.
 */
export async function workflowAccess({
  ctx,
  workflowId,
}: {
  ctx: ServiceContext;
  workflowId: string;
}): Promise<WorkflowAccess> {
  const { actor } = ctx;
  if (!actor || actor.role === "owner" || actor.role === "admin") return everything;
  const { rows } = await sql<{ edit: boolean; restricted: boolean; named: string | null; added_by: string | null }>`
    select private.may_edit_workflow(w.workspace_id, w.id) as edit, w.restricted, c.role as named, c.added_by
      from public.workflows w left join public.workflow_collaborators c
        on c.workspace_id = w.workspace_id and c.workflow_id = w.id
       and c.user_id = ${actor.kind === "user" ? actor.userId : null}::uuid
     where w.workspace_id = ${ctx.workspaceId} and w.id = ${workflowId}`.execute(ctx.db);
  const [row] = rows;
  if (!row) return { edit: false, publish: false, share: false, reason: null };
  if (row.edit && actor.role === "editor") return everything;
  const opening = row.edit
    ? "You may change the draft of this workflow. Publishing it and its settings need the role editor in the workspace."
    : row.restricted && actor.role === "editor" && row.named !== "viewer"
      ? "You can look at this workflow but not change it: only the people it names may."
      : "You can look at this workflow but not change it.";
  const way =
    actor.kind === "key"
      ? `Use a key of role ${actor.role === "editor" || row.restricted ? "admin" : "editor"}.`
      : `Ask ${await whomToAsk({ ctx, addedBy: row.added_by })} ${row.edit ? "to do that" : "to make you an editor"}.`;
  return { edit: row.edit, publish: false, share: false, reason: `${opening} ${way}` };
}

const everything: WorkflowAccess = { edit: true, publish: true, share: true, reason: null };

/** The name of whoever named the person, while that is a member still who may; else of the owner who is here longest. */
async function whomToAsk({ ctx, addedBy }: { ctx: ServiceContext; addedBy: string | null }): Promise<string> {
  const rows = await ctx.db
    .selectFrom("workspace_members as m")
    .leftJoin("profiles as p", "p.user_id", "m.user_id")
    .select(["m.user_id", "p.name", "p.email"])
    .where("m.workspace_id", "=", ctx.workspaceId)
    .where((e) => e.or([e("m.role", "=", "owner"), e.and([e("m.user_id", "=", addedBy), e("m.role", "<>", "viewer")])]))
    .orderBy("m.created_at")
    .orderBy("m.user_id")
    .execute();
  const found = rows.find(({ user_id }) => user_id === addedBy) ?? rows[0];
  return found?.name || found?.email || "an owner of the workspace";
}
