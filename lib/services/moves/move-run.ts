import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { indexGraph } from "@/lib/engine/graph-index";
import { decideMove, type PeopleChoices, stepName, type VersionPair } from "@/lib/engine/moves/decide-move";
import type { LiveToken } from "@/lib/engine/transition";
import { advanceEvent, send } from "@/lib/runtime";
import { goesOn } from "@/lib/services/runs/act-on-run";
import { closeRuns, closeWaits } from "@/lib/services/runs/close-runs";
import { effectPrefix } from "@/lib/services/runs/run-node";
import { closeApprovals } from "@/lib/services/tasks/close-approvals";

/** A run as a move looks at it, read under its contact's lock with its row held. */
export interface RunInside {
  id: string;
  root_run_id: string;
  status: string;
  version_id: string;
  tokens: LiveToken[];
}

export interface Moved {
  outcome: "moved" | "stayed" | "left" | "later";
  nodeId: string;
  /** Where it stands now; null unless it moved. */
  to: string | null;
  reason: string | null;
}

/**
 * Carries out what the choices say about one run: its version and its tokens' places change, or it ends, or nothing happens.
 * A token that stands where it stood keeps its wait; one that begins a step anew gets a new visit and a new epoch, so that a
 * timer under way for it comes to nothing.
 */
export async function moveRun(args: {
  ctx: ServiceContext;
  run: RunInside;
  pair: VersionPair;
  versionId: string;
  choices: PeopleChoices;
}): Promise<Moved> {
  const { ctx, run, pair, versionId, choices } = args;
  const first = run.tokens[0]?.nodeId ?? "";
  if (!["running", "waiting", "held"].includes(run.status))
    return { outcome: "stayed", nodeId: first, to: null, reason: "It has ended by itself." };
  const decision = decideMove({ pair, tokens: run.tokens, choices });
  if (decision.outcome === "left")
    await closeRuns({ ctx, runIds: [run.id], status: "exited", reason: decision.reason });
  if (decision.outcome !== "moved") return { ...decision, to: null };
  await ctx.db
    .updateTable("workflow_runs")
    .set({ version_id: versionId })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", run.id)
    .execute();
  for (const { token, to, restart } of decision.tokens) if (restart) await begin({ ctx, run, pair, token, to });
  return { outcome: "moved", nodeId: first, to: decision.tokens[0]?.to ?? null, reason: null };
}

async function begin(args: {
  ctx: ServiceContext;
  run: RunInside;
  pair: VersionPair;
  token: LiveToken;
  to: string;
}): Promise<void> {
  const { ctx, run, pair, token, to } = args;
  const { workspaceId, now, db } = ctx;
  await closeWaits({ ctx, tokenIds: [token.id] });
  const target = indexGraph(pair.after).nodes.get(to)!;
  const note = `Moved to ${stepName({ node: target, registry: pair.registry })} of version ${pair.number}.`;
  await db
    .updateTable("workflow_run_steps")
    .set({ status: "skipped", note, ended_at: now })
    .where("workspace_id", "=", workspaceId)
    .where("run_id", "=", run.id)
    .where("token_id", "=", token.id)
    .where("status", "in", ["running", "waiting"])
    .execute();
  const { path, nodeId, visit } = token;
  await closeApprovals({
    ctx,
    stepKeys: [effectPrefix({ rootRunId: run.root_run_id, path, nodeId, visit })],
    reason: `The contact was moved to ${stepName({ node: target, registry: pair.registry })} of version ${pair.number}.`,
  });
  // Whoever is held goes on from the new place when nothing holds him any more.
  const { rows } = await sql<{ status: string; epoch: number; visit: number }>`
    update public.workflow_tokens t set node_id = ${to}, epoch = t.epoch + 1,
        visit = 1 + greatest(
          coalesce((select max(s.visit) from public.workflow_run_steps s where s.workspace_id = ${workspaceId}
            and s.run_id = ${run.id} and s.path = t.path and s.node_id = ${to}), 0),
          case when t.node_id = ${to} then t.visit else 0 end),
        status = case t.status when 'held' then 'held' else 'ready' end, ready_at = ${now}, sent_at = ${now}
     where t.workspace_id = ${workspaceId} and t.id = ${token.id} returning t.status, t.epoch, t.visit`.execute(db);
  const moved = rows[0]!;
  if (moved.status === "held") return;
  await goesOn({ ctx, id: run.id });
  const event = advanceEvent({
    workspaceId,
    runId: run.id,
    tokenId: token.id,
    epoch: moved.epoch,
    nodeId: to,
    visit: moved.visit,
    priority: 0,
  });
  ctx.afterCommit(() => send([event]));
}
