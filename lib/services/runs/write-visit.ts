import { sql } from "kysely";
import { forkKey, innermostFork } from "@/lib/engine/path";
import type { Wait } from "@/lib/engine/transition";
import { advanceEvent, type RuntimeEvent, send } from "@/lib/runtime";
import type { Changes } from "@/lib/services/runs/apply-transition";
import { armWait } from "@/lib/services/runs/arm-wait";
import { endOthers } from "@/lib/services/runs/end-others";
import type { Hold } from "@/lib/services/runs/hold";
import { freeNextInLine } from "@/lib/services/runs/next-in-line";
import type { Place } from "@/lib/services/runs/place";
import { resolveWait } from "@/lib/services/runs/resolve-waits";
import type { Visiting } from "@/lib/services/runs/visiting";
import { writeSteps } from "@/lib/services/runs/write-steps";

/** What becomes of the acting token at the end of the transaction. */
export type VisitEnd =
  | { type: "ended" }
  | { type: "waiting"; wait: Wait }
  | { type: "held"; hold: Hold }
  | { type: "on"; last: boolean }
  | { type: "performing"; owner: string; leaseRun: string; seconds: number }
  | { type: "retry"; seconds: number };

/** A lease outlives the node's own time limit by this much, so that a slow answer still finds it. */
const LEASE_GRACE_SECONDS = 60;

/**
 * Writes everything one transaction of a visit has decided: forks, tokens, steps, waits, run. Events for other tokens, and
 * for this one's timer, go out after the commit. Returns where the durable run goes on.
 */
export async function writeVisit({
  visiting,
  changes,
  end,
}: {
  visiting: Visiting;
  changes: Changes;
  end: VisitEnd;
}): Promise<Place | null> {
  const { ctx, run, at, token } = visiting;
  const { db, workspaceId, now } = ctx;
  const events: RuntimeEvent[] = [];
  if (changes.newForks.length > 0) await writeForks({ visiting, changes });
  for (const [id, { arrived, closed, loop }] of changes.forks)
    await db
      .updateTable("workflow_forks")
      .set({ arrived, ...(closed ? { joined_at: now } : {}), ...(loop ? { loop } : {}) })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute();
  for (const { tokenId, resumed } of changes.wake) events.push(...(await resolveWait({ ctx, tokenId, resumed })));
  if (changes.newTokens.length > 0) events.push(...(await writeTokens({ visiting, changes })));
  await endOthers({ visiting, changes });

  const epoch =
    visiting.epoch + (end.type === "ended" || end.type === "waiting" || (end.type === "on" && end.last) ? 1 : 0);
  // Asked only where runs wait for each other: elsewhere nobody can be next in line.
  if (changes.run && (run.workflow_settings.serial ?? "off") !== "off")
    events.push(...(await freeNextInLine({ ctx, runIds: [run.id] })));
  const runStatus = changes.run?.status ?? statusOf({ visiting, end });
  await Promise.all([
    writeSteps(visiting),
    db
      .updateTable("workflow_tokens")
      .set({
        path: token.path,
        node_id: token.nodeId,
        visit: token.visit,
        fork_id: forkIdOf({ visiting, path: token.path }),
        epoch,
        lease_id: null,
        lease_run: null,
        lease_until: null,
        held_by: null,
        held_for: null,
        held_at: null,
        overdue: visiting.overdue && end.type !== "waiting" && end.type !== "ended",
        ...tokenState({ end, now, endsRun: changes.run?.status === "failed" }),
      })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", token.id)
      .execute(),
    runStatus === run.status && !changes.vars
      ? null
      : db
          .updateTable("workflow_runs")
          .set({
            status: runStatus,
            ...(changes.vars ? { vars: run.vars } : {}),
            ...(changes.run ? { reason: changes.run.reason, ended_at: now } : {}),
          })
          .where("workspace_id", "=", workspaceId)
          .where("id", "=", run.id)
          .execute(),
    end.type === "waiting" ? armWait({ visiting, wait: end.wait }) : null,
  ]);

  // Armed first, so that it ends as every wait does: once, with a new epoch.
  if (end.type === "waiting" && visiting.answered)
    events.push(...(await resolveWait({ ctx, tokenId: token.id, resumed: visiting.answered })));

  const here = { ...at, epoch, nodeId: token.nodeId, visit: token.visit, path: token.path };
  const own = advanceEvent({
    workspaceId,
    runId: run.id,
    tokenId: token.id,
    epoch,
    nodeId: token.nodeId,
    visit: token.visit,
    priority: at.priority,
  });
  if (end.type === "on" && end.last) events.push(own);
  if (end.type === "waiting" && end.wait.until && isSoon({ until: end.wait.until, now }))
    events.push({ ...own, ts: Date.parse(end.wait.until) });
  if (events.length > 0) ctx.afterCommit(() => send(events));
  return end.type === "on" && !end.last ? here : null;
}

function tokenState({ end, now, endsRun }: { end: VisitEnd; now: string; endsRun: boolean }) {
  switch (end.type) {
    case "ended":
      return { status: "done", stopped: endsRun };
    case "waiting":
      return { status: "waiting" };
    case "held":
      return { status: "held", held_by: end.hold.by, held_for: end.hold.for, held_at: now };
    case "on":
      return { status: "ready", ready_at: now, sent_at: now };
    case "performing":
      return {
        status: "running",
        lease_id: end.owner,
        lease_run: end.leaseRun,
        lease_until: later(now, end.seconds + LEASE_GRACE_SECONDS),
      };
    case "retry":
      // The durable runtime comes back by itself; the sweeper only if it has not.
      return { status: "ready", ready_at: later(now, end.seconds), sent_at: later(now, end.seconds) };
  }
}

function statusOf({ visiting, end }: { visiting: Visiting; end: VisitEnd }): string {
  const others = visiting.view.tokens.filter((one) => one.id !== visiting.token.id).map((one) => one.status);
  const own = { ended: null, waiting: "waiting", held: "held", on: "ready", performing: "running", retry: "ready" }[
    end.type
  ];
  const all = own ? [...others, own] : others;
  if (all.some((status) => status === "ready" || status === "running")) return "running";
  return all.includes("held") ? "held" : "waiting";
}

/** Waits over a day are left to the sweeper: the runtimes keep no promise about a time that far away. */
function isSoon({ until, now }: { until: string; now: string }): boolean {
  return Date.parse(until) - Date.parse(now) <= 24 * 3600 * 1000;
}

const later = (now: string, seconds: number): string => new Date(Date.parse(now) + seconds * 1000).toISOString();

function forkIdOf({ visiting, path }: { visiting: Visiting; path: string }): string | null {
  const inner = innermostFork(path);
  if (!inner) return null;
  const key = forkKey(inner.fork);
  return visiting.view.forks.find((fork) => forkKey(fork) === key)?.id ?? null;
}

async function writeForks({ visiting, changes }: { visiting: Visiting; changes: Changes }): Promise<void> {
  const { ctx, run } = visiting;
  const rows = changes.newForks.map((fork) => ({
    id: fork.id,
    workspace_id: ctx.workspaceId,
    run_id: run.id,
    node_id: fork.nodeId,
    path: fork.path,
    visit: fork.visit,
    branches: fork.branches,
    ...(fork.loop ? { loop: fork.loop, items: sql<unknown[]>`${JSON.stringify(fork.items ?? [])}::text::jsonb` } : {}),
  }));
  await ctx.db.insertInto("workflow_forks").values(rows).execute();
}

async function writeTokens({ visiting, changes }: { visiting: Visiting; changes: Changes }): Promise<RuntimeEvent[]> {
  const { ctx, run, at } = visiting;
  const rows = changes.newTokens.map((token) => ({
    id: token.id,
    workspace_id: ctx.workspaceId,
    run_id: run.id,
    fork_id: forkIdOf({ visiting, path: token.path }),
    path: token.path,
    node_id: token.nodeId,
    visit: token.visit,
    ready_at: ctx.now,
    sent_at: ctx.now,
    overdue: visiting.overdue,
  }));
  await ctx.db.insertInto("workflow_tokens").values(rows).execute();
  return changes.newTokens.map((token) =>
    advanceEvent({
      workspaceId: ctx.workspaceId,
      runId: run.id,
      tokenId: token.id,
      epoch: 1,
      nodeId: token.nodeId,
      visit: token.visit,
      priority: at.priority,
    }),
  );
}
