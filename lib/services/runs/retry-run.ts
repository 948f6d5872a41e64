import type { ServiceInput } from "@/lib/api/contract";
import type { RunAnswer, runs } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import type { TriggerFacts } from "@/lib/nodes/facts";
import { advanceEvent, send } from "@/lib/runtime";
import { confirmUnknown } from "@/lib/services/runs/confirm-unknown";
import { copyHistory } from "@/lib/services/runs/copy-history";
import { getRun } from "@/lib/services/runs/get-run";
import { planRetry, type RetriedRun, type RetryPlan } from "@/lib/services/runs/plan-retry";
import { requireRetryable } from "@/lib/services/runs/require-retryable";
import { retryEffects } from "@/lib/services/runs/retry-effects";
import { lockSubject } from "@/lib/services/runs/subject-lock";

/**
 * Tries a run again as a new one; an ended run is never reopened. From the failed step, or any other: history is copied, a
 * token stands there with the same path and visit, and one wherever the failure took another branch along; effects are
 * looked up under the root run, so nothing is sent twice unless `repeat` says so: "step" gives the chosen step a visit number
 * of its own, "all" gives the new run a root of its own. From the start: a journey of its own, which sends again.
 * @throws AppError 409 when the workflow is archived or stopped, the run has not ended, has no failed step, its contact is gone, a step is not in the version,
 *   `repeat` is missing where the chosen step has sent something (`details.done`), or it is unknown whether something went
 *   out (`details.unknown`) and `confirm_unknown` is not set; 422 naming `node_id`; 404
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
  const contact = await db
    .selectFrom("contacts")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", run.subject_id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!contact) throw new AppError("conflict", "The contact was deleted, so this run cannot be tried again.");

  await requireRetryable({ ctx, workflowId: run.workflow_id });
  const plan = await planRetry({ ctx, run, input });
  await confirmRepeat({ ctx, run, plan, input });
  const { fresh, places } = plan;
  if (!fresh)
    await confirmUnknown({
      ctx,
      rootRunId: run.root_run_id,
      places: [...places, ...plan.again],
      confirmed: input.confirm_unknown,
    });
  const id = ctx.newId();
  const rootRunId = plan.ownRoot ? id : run.root_run_id;
  await db
    .insertInto("workflow_runs")
    .values({
      id,
      workspace_id: workspaceId,
      workflow_id: run.workflow_id,
      version_id: plan.versionId,
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
  const forkOf = fresh ? () => null : await copyHistory({ ctx, from: run.id, to: id, tokens, again: plan.again });
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
      version_id: plan.versionId,
      contact_id: run.contact_id,
      run_id: id,
      entered: true,
      rule: "retry",
      reason: fresh
        ? "A member tried an earlier run again from the start."
        : input.from === "failed"
          ? "A member tried an earlier run again from the step that failed."
          : "A member tried an earlier run again from a step that they chose.",
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

/** Whether a message of the chosen step that went out goes out again is a person's word, never a default. @throws AppError 409 */
async function confirmRepeat(args: {
  ctx: ServiceContext;
  run: RetriedRun;
  plan: RetryPlan;
  input: ServiceInput<typeof runs.retry>;
}): Promise<void> {
  const { ctx, run, plan, input } = args;
  if (input.from !== "step" || input.repeat !== undefined) return;
  const own = await retryEffects({ ctx, run, plan: { ...plan, again: plan.again.slice(0, 1) } });
  const done = own.filter((effect) => effect.status === "done");
  if (done.length > 0)
    throw new AppError(
      "conflict",
      `What this step sends has gone out already. Say with repeat whether it goes out again ("step"), also what comes after it ("all"), or not ("none").`,
      { details: { done: done.map(({ kind, to, message_id }) => ({ kind, to, message_id })) } },
    );
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
