import type { ServiceContext } from "@/lib/db/scoped";
import { forkKey, innermostFork } from "@/lib/engine/path";
import type { Position } from "@/lib/engine/transition";
import { registry } from "@/lib/nodes/registry";

/**
 * Copies the finished steps and the forks of a run to its retry, so that outputs, visits and joins go on where they were.
 * Steps at which a token is put back are left out. Returns how to find the fork of a path in the new run.
 */
export async function copyHistory(args: {
  ctx: ServiceContext;
  from: string;
  to: string;
  tokens: (Position & { id: string })[];
}): Promise<(path: string) => string | null> {
  const { ctx, from, to, tokens } = args;
  const { workspaceId, db } = ctx;
  const old = await db
    .selectFrom("workflow_run_steps")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("run_id", "=", from)
    .orderBy("seq")
    .execute();
  const again = (step: { node_id: string; path: string; visit: number }) =>
    tokens.find((token) => token.nodeId === step.node_id && token.path === step.path && token.visit === step.visit);
  const steps = old.filter((step) => !again(step));
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
    const id = ctx.newId();
    const key = forkKey({ nodeId: fork.node_id, visit: fork.visit, path: fork.path });
    ids.set(key, id);
    // Who stood at the join arrives there once more.
    const standing = tokens.filter((token) => {
      const inner = innermostFork(token.path);
      const step = old.find(
        (one) => one.node_id === token.nodeId && one.path === token.path && one.visit === token.visit,
      );
      return inner && forkKey(inner.fork) === key && step && registry.get(step.node_type)?.role === "join";
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
