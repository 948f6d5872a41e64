import type { Graph, GraphNode } from "@/lib/engine/graph";
import { indexGraph, targetOf } from "@/lib/engine/graph-index";
import { failItemOrRun } from "@/lib/engine/interpret-failure";
import { fork } from "@/lib/engine/interpret-fork";
import { arrive, leaveJoin } from "@/lib/engine/interpret-join";
import { each } from "@/lib/engine/interpret-loop";
import { endAll, goOn, waitHere } from "@/lib/engine/interpret-move";
import { outletsOf } from "@/lib/engine/outlets";
import { visitKey } from "@/lib/engine/path";
import type { LiveToken, Position, RunView, Transition, Visit } from "@/lib/engine/transition";
import type { NodeDefinition } from "@/lib/nodes/define-node";
import type { NodeResult } from "@/lib/nodes/node-result";

/**
 * The meaning of a graph, as pure functions: the run service and the simulator both do exactly this for one visit.
 *
 *   1. `startPosition` gives the first token its place: the trigger node, path "", visit 1.
 *   2. For the token's position: `ownResult` first. It answers for triggers and disabled nodes, which have nothing to
 *      run. If it returns null, parse the config, call the node's `run`, and settle every `perform` result (do the
 *      effect, call `after` with the outcome) until another kind of result comes back.
 *   3. With the run row locked and `RunView` loaded: `applyResult` for a result, `applyError` when `run` threw or the
 *      config does not parse. Write all that the `Transition` says.
 *   4. If `next` is set, go on there; to do so in the same transaction take the new view from `applyToView`.
 *      New tokens and woken tokens are advanced on their own. A wait that resolves runs the node again, same visit,
 *      with `resumed` set.
 *
 * Rules: an outlet without an edge ends that token; the run completes when no token is live; `stop` and a failure with
 * onError `stop` end every token; more than `settings.maxVisits` visits of one node on one path fail the run. Inside a loop
 * over a list a failure ends what the loop says: its item, the loop or the run.
 */

/** Where the first token of a run stands: at the trigger that let the contact in. */
export function startPosition({ triggerNodeId }: { triggerNodeId: string }): Position {
  return { nodeId: triggerNodeId, path: "", visit: 1 };
}

/**
 * What the engine answers without running the node: a trigger passes its facts on, a disabled node passes through by its
 * first outlet that leads somewhere. Null when `run` must be called.
 */
export function ownResult(args: {
  graph: Graph;
  node: GraphNode;
  definition: NodeDefinition;
  triggerData: Record<string, unknown>;
}): NodeResult | null {
  const { graph, node, definition, triggerData } = args;
  if (node.settings.disabled) {
    const outlets = outletsOf({ node, definition }).filter((candidate) => candidate.id !== "error");
    const outlet =
      ((definition.role === "loop" && outlets.find((candidate) => candidate.id === "done")) ||
        outlets.find((candidate) => targetOf({ graph, nodeId: node.id, outlet: candidate.id }))) ??
      outlets[0];
    return { type: "done", output: {}, outlet: outlet?.id, note: "Turned off: passed through." };
  }
  if (definition.kind === "trigger") return { type: "done", output: triggerData };
  return null;
}

/** What to write after a node returned `result` (never `perform`: settle that first, else this throws). */
export function applyResult(args: Visit & { result: NodeResult }): Transition {
  const { node, definition } = lookUp(args);
  const { result } = args;
  const disabled = node.settings.disabled;
  switch (result.type) {
    case "done": {
      const step = {
        status: disabled ? ("skipped" as const) : ("done" as const),
        outlet: result.outlet ?? "out",
        output: result.output,
        note: result.note ?? null,
        error: null,
      };
      if (definition.role === "join" && !disabled) return leaveJoin({ ...args, step });
      return goOn({ ...args, step, outlet: step.outlet, vars: result.vars });
    }
    case "jump": {
      const step = {
        status: "done" as const,
        outlet: null,
        output: result.output,
        note: result.note ?? null,
        error: null,
      };
      return goOn({ ...args, step, to: result.to });
    }
    case "each":
      return each({ ...args, result });
    case "wait":
      return waitHere({ wait: { kind: "time", until: result.until }, note: result.note });
    case "waitFor": {
      const { events, until, lookBack, note } = result;
      return waitHere({ wait: { kind: "events", events, until, lookBack }, note });
    }
    case "fork":
      return fork({ ...args, result });
    case "join":
      return arrive({ ...args, result });
    case "stop":
      return endAll({
        ...args,
        step: { status: "done", outlet: null, output: result.output, note: null, error: null },
        status: "exited",
        reason: result.reason,
      });
    case "perform":
      throw new Error("An effect must be performed before its result is applied.");
  }
}

export interface NodeFailure {
  /** In plain words, for the step. */
  message: string;
  /** False when trying again cannot help, for instance a config that does not parse. */
  retryable: boolean;
  /** What the provider asked for, in seconds. */
  retryAfterSeconds?: number;
}

/**
 * What to do after a node failed. `attempts` counts this failure too: with `retries: 3` the fourth failure is final.
 * Either `{ retryInSeconds }` (write the attempt, nothing else) or the transition that the node's onError asks for.
 */
export function applyError(
  args: Visit & { error: NodeFailure; attempts: number },
): { retryInSeconds: number } | { transition: Transition } {
  const { error, attempts } = args;
  const { node, definition } = lookUp(args);
  const { retries, onError } = node.settings;
  if (error.retryable && attempts <= retries) {
    return { retryInSeconds: Math.max(error.retryAfterSeconds ?? 0, retryDelaySeconds(attempts)) };
  }
  const step = {
    status: "failed" as const,
    outlet: null,
    output: { error: error.message },
    note: null,
    error: error.message,
  };
  if (onError === "branch") {
    return { transition: goOn({ ...args, step: { ...step, outlet: "error" }, outlet: "error" }) };
  }
  const outlets = outletsOf({ node, definition });
  if (onError === "continue" && outlets.length === 1) {
    const outlet = outlets[0]!.id;
    const carriedOn = { ...step, outlet, note: "Failed; the run went on as this step says." };
    if (definition.role === "join") return { transition: leaveJoin({ ...args, step: carriedOn }) };
    return { transition: goOn({ ...args, step: carriedOn, outlet }) };
  }
  const name = node.name ?? definition.label;
  return { transition: failItemOrRun({ ...args, step, reason: `"${name}" failed: ${error.message}` }) };
}

/** Seconds before the next try, by the number of failures so far: the durable runtime's own steps, so both agree. */
export function retryDelaySeconds(attempts: number): number {
  const steps = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200];
  return steps[Math.min(Math.max(attempts, 1), steps.length) - 1]!;
}

/** The run as it is after a transition, to go on inside the same transaction. `newId` names new forks and tokens. */
export function applyToView(args: {
  run: RunView;
  tokenId: string;
  transition: Transition;
  newId: () => string;
}): RunView {
  const { run, tokenId, transition, newId } = args;
  const gone = new Set(transition.run ? run.tokens.map((token) => token.id) : transition.ended.map((e) => e.tokenId));
  if (transition.end !== null) gone.add(tokenId);
  const awake = new Set(transition.wake.map((wake) => wake.tokenId));
  const kept = run.tokens
    .filter((token) => !gone.has(token.id))
    .map((token): LiveToken => {
      if (token.id === tokenId && transition.next) return { ...token, ...transition.next, status: "ready" };
      if (token.id === tokenId && transition.wait) return { ...token, status: "waiting" };
      return awake.has(token.id) && token.status === "waiting" ? { ...token, status: "ready" } : token;
    });
  const born = transition.newTokens.map((position): LiveToken => ({ ...position, id: newId(), status: "ready" }));
  const changed = new Map(transition.forks.map((change) => [change.id, change]));
  const forks = run.forks.map((view) => ({ ...view, ...changed.get(view.id) }));
  if (transition.newFork) forks.push({ ...transition.newFork, id: newId(), arrived: 0, closed: false });
  const visits = new Map(run.visits);
  for (const place of [transition.next, ...transition.newTokens]) {
    if (place) visits.set(visitKey(place), place.visit);
  }
  return { tokens: [...kept, ...born], forks, visits };
}

function lookUp({ graph, registry, token }: Visit) {
  const node = indexGraph(graph).nodes.get(token.nodeId);
  if (!node) throw new Error(`The graph has no node ${token.nodeId}.`);
  const definition = registry.get(node.type);
  if (!definition) throw new Error(`There is no node type "${node.type}".`);
  return { node, definition };
}
