import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { RunAnswer, runs } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { advanceEvent, send } from "@/lib/runtime";
import { goesOn, type OpenToken, openRun } from "@/lib/services/runs/act-on-run";
import { getRun } from "@/lib/services/runs/get-run";

/**
 * Moves at once what could move but has not: a token whose wait is over, that is ready or waits to try again, or that is held
 * although nothing holds it any more. It gets a new epoch, so that what is under way for it comes to nothing.
 * @throws AppError 409 saying what is in the way when nothing can move; 422; 404
 */
export async function wakeRun({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof runs.wake>;
}): Promise<RunAnswer> {
  const { workspaceId, now } = ctx;
  const run = await openRun({ ctx, id: input.id, tokenId: input.token_id });
  const ids: string[] = [];
  const due: string[] = [];
  let inTheWay: string | null = null;
  for (const token of run.tokens) {
    const obstacle = await obstacleOf({ ctx, token });
    if (obstacle) inTheWay ??= obstacle;
    else if (token.status === "waiting") due.push(token.id);
    else ids.push(token.id);
  }
  if (ids.length + due.length === 0)
    throw new AppError("conflict", inTheWay ?? "Nothing of this run stands still, so there is nothing to wake.");
  const { rows } = await sql<{ id: string; epoch: number; node_id: string; visit: number }>`
    update public.workflow_tokens t
       set status = case when t.id = any (${ids}::uuid[]) then 'ready' else t.status end,
           epoch = t.epoch + 1, ready_at = ${now}, sent_at = ${now}
     where t.workspace_id = ${workspaceId} and t.id = any (${[...ids, ...due]}::uuid[])
    returning t.id, t.epoch, t.node_id, t.visit`.execute(ctx.db);
  if (ids.length > 0) await goesOn({ ctx, id: run.id });
  const events = rows.map((token) =>
    advanceEvent({
      workspaceId,
      runId: run.id,
      tokenId: token.id,
      epoch: token.epoch,
      nodeId: token.node_id,
      visit: token.visit,
      priority: 0,
    }),
  );
  ctx.afterCommit(() => send(events));
  return getRun({ ctx, input: { id: run.id } });
}

/** Why a token cannot move now, in words; null when it can. */
async function obstacleOf({ ctx, token }: { ctx: ServiceContext; token: OpenToken }): Promise<string | null> {
  if (token.status === "running") return "A step of this run is just being done. Wait for its answer.";
  if (token.status === "waiting") {
    if (token.due_at && Date.parse(token.due_at) <= Date.parse(ctx.now)) return null;
    return "This run waits for something that is not due yet. Skip the wait if it should go on now.";
  }
  if (token.status !== "held") return null;
  const holder = ctx.db;
  if (token.held_by === "stop") {
    const { sending_stopped_at } = await holder
      .selectFrom("workspaces")
      .select("sending_stopped_at")
      .where("id", "=", ctx.workspaceId)
      .executeTakeFirstOrThrow();
    return sending_stopped_at ? "Everything in this workspace is stopped. Allow sending again first." : null;
  }
  if (token.held_by === "pause") {
    const workflow = await holder
      .selectFrom("workflows")
      .select("status")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", token.held_for as string)
      .executeTakeFirst();
    return workflow?.status === "paused" ? "The workflow is paused. Resume it first." : null;
  }
  const before = await holder
    .selectFrom("workflow_runs")
    .select("status")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", token.held_for as string)
    .executeTakeFirst();
  return before && ["running", "waiting", "held"].includes(before.status)
    ? "An earlier run of this contact goes first. It begins when that one has ended."
    : null;
}
