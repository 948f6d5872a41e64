import type { ServiceInput } from "@/lib/api/contract";
import type { RunAnswer, runs } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { startPosition } from "@/lib/engine/interpret";
import type { Position } from "@/lib/engine/transition";
import { AppError, notFound } from "@/lib/errors";
import type { TriggerFacts } from "@/lib/nodes/define-node";
import { advanceEvent, send } from "@/lib/runtime";
import { confirmUnknown } from "@/lib/services/runs/confirm-unknown";
import { copyHistory } from "@/lib/services/runs/copy-history";
import { getRun } from "@/lib/services/runs/get-run";
import { lockSubject } from "@/lib/services/runs/subject-lock";

/**
 * Tries a run again as a new one; an ended run is never reopened. From the failed step: history is copied, a token stands
 * where the failure was, with the same path and visit, and one wherever the failure took another branch along; effects are
 * looked up under the root run, so nothing is sent twice. From the start: a journey of its own, which sends again.
 * @throws AppError 409 when the run has not ended, has no failed step, its contact is gone, or it is unknown whether a
 *   message of that step went out (`details.unknown` lists them) and `confirm_unknown` is not set; 404
 */
export async function retryRun({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof runs.retry>;
}): Promise<RunAnswer> {
  const { workspaceId, now, db } = ctx;
  const find = () =>
    db.selectFrom("workflow_runs").selectAll().where("workspace_id", "=", workspaceId).where("id", "=", input.id);
  const found = await find().executeTakeFirst();
  if (!found) throw notFound("run");
  await lockSubject({ ctx, subjectId: found.subject_id });
  const run = await find().forUpdate().executeTakeFirstOrThrow();
  if (["running", "waiting", "held"].includes(run.status))
    throw new AppError("conflict", "This run is still under way. Cancel it first.");
  const contact = await db
    .selectFrom("contacts")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", run.subject_id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!contact) throw new AppError("conflict", "The contact was deleted, so this run cannot be tried again.");

  const fresh = input.from === "start";
  const places = fresh ? [await startOf({ ctx, run })] : await stoppedPlaces({ ctx, runId: run.id });
  if (!fresh) await confirmUnknown({ ctx, rootRunId: run.root_run_id, places, confirmed: input.confirm_unknown });
  const id = ctx.newId();
  const rootRunId = fresh ? id : run.root_run_id;
  await db
    .insertInto("workflow_runs")
    .values({
      id,
      workspace_id: workspaceId,
      workflow_id: run.workflow_id,
      version_id: run.version_id,
      entry_key: `retry:${run.root_run_id}:${await nextNumber({ ctx, run })}`,
      root_run_id: rootRunId,
      retry_of: run.id,
      subject_id: run.subject_id,
      contact_id: run.contact_id,
      trigger: run.trigger as TriggerFacts,
      vars: run.vars as Record<string, unknown>,
      depth: run.depth,
      is_test: run.is_test,
      started_at: now,
      created_at: now,
    })
    .execute();
  const tokens = places.map((place) => ({ ...place, id: ctx.newId() }));
  const forkOf = fresh ? () => null : await copyHistory({ ctx, from: run.id, to: id, tokens });
  await db
    .insertInto("workflow_tokens")
    .values(
      tokens.map((token) => ({
        id: token.id,
        workspace_id: workspaceId,
        run_id: id,
        fork_id: forkOf(token.path),
        path: token.path,
        node_id: token.nodeId,
        visit: token.visit,
        ready_at: now,
        sent_at: now,
      })),
    )
    .execute();
  await db
    .insertInto("entry_decisions")
    .values({
      id: ctx.newId(),
      workspace_id: workspaceId,
      workflow_id: run.workflow_id,
      version_id: run.version_id,
      contact_id: run.contact_id,
      run_id: id,
      entered: true,
      rule: "retry",
      reason: fresh
        ? "A member tried an earlier run again from the start."
        : "A member tried an earlier run again from the step that failed.",
      detail: { retry_of: run.id },
      created_at: now,
    })
    .execute();
  const events = tokens.map((token) =>
    advanceEvent({
      workspaceId,
      runId: id,
      tokenId: token.id,
      epoch: 1,
      nodeId: token.nodeId,
      visit: token.visit,
      priority: 0,
    }),
  );
  ctx.afterCommit(() => send(events));
  return getRun({ ctx, input: { id } });
}

type Run = { id: string; workflow_id: string; subject_id: string; root_run_id: string };

/** The trigger that let the contact in: the first step of the run, or where its only token still stands. */
async function startOf({ ctx, run }: { ctx: ServiceContext; run: Run }): Promise<Position> {
  const step = await ctx.db
    .selectFrom("workflow_run_steps")
    .select("node_id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("run_id", "=", run.id)
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();
  const token = step
    ? null
    : await ctx.db
        .selectFrom("workflow_tokens")
        .select("node_id")
        .where("workspace_id", "=", ctx.workspaceId)
        .where("run_id", "=", run.id)
        .orderBy("id")
        .limit(1)
        .executeTakeFirstOrThrow();
  return startPosition({ triggerNodeId: (step ?? token)!.node_id });
}

/** Where tokens stood when a failure ended the run: at the failed step, and wherever it took others along. */
async function stoppedPlaces({ ctx, runId }: { ctx: ServiceContext; runId: string }): Promise<Position[]> {
  const { status } = await ctx.db
    .selectFrom("workflow_runs")
    .select("status")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", runId)
    .executeTakeFirstOrThrow();
  const tokens = await ctx.db
    .selectFrom("workflow_tokens")
    .select(["node_id", "path", "visit"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("run_id", "=", runId)
    .where("stopped", "=", true)
    .orderBy("id")
    .execute();
  if (status !== "failed" || tokens.length === 0)
    throw new AppError("conflict", "No step of this run failed. You can try it again from the start.");
  return tokens.map((token) => ({ nodeId: token.node_id, path: token.path, visit: token.visit }));
}

async function nextNumber({ ctx, run }: { ctx: ServiceContext; run: Run }): Promise<number> {
  const { n } = await ctx.db
    .selectFrom("workflow_runs")
    .select((e) => e.fn.countAll<number>().as("n"))
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", run.workflow_id)
    .where("subject_id", "=", run.subject_id)
    .where("entry_key", "like", `retry:${run.root_run_id}:%`)
    .executeTakeFirstOrThrow();
  return n + 1;
}
