import type { ServiceContext } from "@/lib/db/scoped";
import { forkKey, innermostFork, isInside } from "@/lib/engine/path";
import type { Position } from "@/lib/engine/transition";
import { registry } from "@/lib/nodes/registry";

/**
 * Copies the finished steps and the forks of a run to its retry, so that outputs, visits and joins go on where they were.
 * Steps that run again are left out, with the forks they opened. Returns how to find the fork of a path in the new run.
 */
export async function copyHistory(args: {
  ctx: ServiceContext;
  from: string;
  to: string;
  tokens: (Position & { id: string })[];
  again: Position[];
}): Promise<(path: string) => string | null> {
  const { ctx, from, to, tokens, again } = args;
  const { workspaceId, db } = ctx;
  const old = await db
    .selectFrom("workflow_run_steps")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("run_id", "=", from)
    .orderBy("seq")
    .execute();
  const has = (places: Position[], step: { node_id: string; path: string; visit: number }) =>
    places.some((place) => place.nodeId === step.node_id && place.path === step.path && place.visit === step.visit);
  const runsAgain = (step: { node_id: string; path: string; visit: number }) => has(tokens, step) || has(again, step);
  const steps = old.filter((step) => !runsAgain(step));
  if (steps.length > 0)
    await db
      .insertInto("workflow_run_steps")
      .values(
        steps.map(({ id: _id, seq: _seq, ...step }) => ({
          ...step,
          id: ctx.newId(),
          run_id: to,
          // Steps on a token's own path are its history: waits look back to them.
          token_id: tokens.find((token) => token.path === step.path)?.id ?? step.token_id,
          copied: true,
        })),
      )
      .execute();
  const forks = await db
    .selectFrom("workflow_forks")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("run_id", "=", from)
    .orderBy("id")
    .execute();
  const ids = new Map<string, string>();
  for (const { id: _id, ...fork } of forks) {
    // A loop's own step stays open while it runs, and is where a token may stand in an item of it.
    if (
      has(again, fork) &&
      !tokens.some((token) => isInside({ path: token.path, fork: { ...fork, nodeId: fork.node_id } }))
    )
      continue;
    const id = ctx.newId();
    const key = forkKey({ nodeId: fork.node_id, visit: fork.visit, path: fork.path });
    ids.set(key, id);
    // Who stood at the join arrives there once more.
    const standing = old.filter((step) => {
      const inner = innermostFork(step.path);
      return inner && forkKey(inner.fork) === key && runsAgain(step) && registry.get(step.node_type)?.role === "join";
    });
    await db
      .insertInto("workflow_forks")
      .values({ ...fork, id, run_id: to, arrived: Math.max(0, fork.arrived - standing.length) })
      .execute();
  }
  return (path) => {
    const inner = innermostFork(path);
    return (inner && ids.get(forkKey(inner.fork))) ?? null;
  };
}
