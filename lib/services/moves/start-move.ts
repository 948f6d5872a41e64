import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { checkChoices } from "@/lib/engine/moves/check-choices";
import type { PeopleChoices } from "@/lib/engine/moves/decide-move";
import { AppError } from "@/lib/errors";
import { registry } from "@/lib/nodes/registry";
import { moveEvent, send } from "@/lib/runtime";
import { type Group, readGroups } from "@/lib/services/moves/read-standing";
import { versionGraph } from "@/lib/services/runs/version-graph";

/**
 * Has the choices for everybody inside older versions carried out in the background. The caller publishes `after` as
 * `versionId` in the same transaction, holds the workflow's row and has asked `requireNoMove`. Returns the id of the move; null
 * when everybody stays or nobody is inside.
 * @throws AppError 422 validation naming each choice that cannot be carried out
 */
export async function startMove({
  ctx,
  workflowId,
  versionId,
  after,
  choices,
}: {
  ctx: ServiceContext;
  workflowId: string;
  versionId: string;
  after: Graph;
  choices: PeopleChoices;
}): Promise<string | null> {
  const stays = [choices.default, ...Object.values(choices.nodes).map((one) => one.choice)].every((c) => c === "stay");
  if (stays && Object.keys(choices.nodes).length === 0) return null;
  const groups = await readGroups({ ctx, workflowId });
  await requireSound({ ctx, groups, after, choices });
  if (stays || groups.length === 0) return null;
  const id = ctx.newId();
  await ctx.db
    .insertInto("workflow_moves")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      workflow_id: workflowId,
      version_id: versionId,
      choices: sql`${JSON.stringify(choices)}::text::jsonb`,
      total: groups.reduce((sum, group) => sum + group.runs, 0),
      // The event goes out right after the commit; if it is lost, the sweeper misses it half a minute later.
      sent_at: ctx.now,
      created_at: ctx.now,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .execute();
  ctx.afterCommit(() => send([moveEvent({ workspaceId: ctx.workspaceId, moveId: id })]));
  return id;
}

async function requireSound(args: { ctx: ServiceContext; groups: Group[]; after: Graph; choices: PeopleChoices }) {
  const { ctx, groups, after, choices } = args;
  const versionIds = [...new Set(groups.map((group) => group.versionId))];
  const inhabited = await Promise.all(versionIds.map((versionId) => versionGraph({ ctx, versionId })));
  const standing = new Set(groups.flatMap((group) => group.tokens.map((token) => token.nodeId)));
  const problems = checkChoices({ after, inhabited, standing, choices, registry });
  if (problems.length === 0) return;
  const message =
    problems.length === 1
      ? problems[0]!.message
      : `${problems.length} choices about the people inside cannot be carried out.`;
  throw new AppError("validation", message, { fields: problems });
}
