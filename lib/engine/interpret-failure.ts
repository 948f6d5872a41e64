import { endAll, settle } from "@/lib/engine/interpret-move";
import { forkKey, forksOf, isInside } from "@/lib/engine/path";
import type { StepWrite, Transition, Visit } from "@/lib/engine/transition";

/**
 * What a failure ends that nobody handles: inside a loop over a list what that loop says (`continue`: this item with all its
 * tokens, `break`: every item), anywhere else the run.
 */
export function failItemOrRun(args: Visit & { step: StepWrite; reason: string }): Transition {
  const { run, token, step, reason } = args;
  for (const { fork: place, branch } of forksOf(token.path)) {
    const key = forkKey(place);
    const fork = run.forks.find((one) => forkKey(one) === key);
    if (!fork?.loop || fork.closed || fork.loop.onError === "stop") continue;
    const broken = fork.loop.onError === "break";
    const item = `${key}.${branch}`;
    const goes = (path: string) =>
      broken ? isInside({ path, fork: place }) : path === item || path.startsWith(`${item}/`);
    const ended = run.tokens
      .filter((other) => other.id !== token.id && goes(other.path))
      .map((other) => ({ tokenId: other.id, reason }));
    const loop = { ...fork.loop, failed: fork.loop.failed + 1, broken };
    const forks = [{ id: fork.id, arrived: fork.arrived, closed: false, loop }];
    return settle({ ...args, draft: { step, forks, ended, end: reason } });
  }
  return endAll({ ...args, step, status: "failed", reason });
}
