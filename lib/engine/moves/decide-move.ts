import type { Graph, GraphNode } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import { branchesOf, branchesText, stable } from "@/lib/engine/moves/branches";
import { outletsOf } from "@/lib/engine/outlets";
import { forksOf } from "@/lib/engine/path";
import type { LiveToken } from "@/lib/engine/transition";
import type { NodeRegistry } from "@/lib/nodes/define-node";

export type MoveChoice = "stay" | "move" | "leave";

/** What becomes of people inside: `default` for everybody whose step is not named in `nodes` (by node id). */
export interface PeopleChoices {
  default: MoveChoice;
  nodes: Record<string, { choice: MoveChoice; to?: string | undefined; reason?: string | undefined }>;
  /** `restart`: whoever waits at a step whose settings changed waits anew, by the new settings. */
  waits: "keep" | "restart";
}

/** A live token as far as a move looks at it. */
export type Standing = Pick<LiveToken, "nodeId" | "path" | "status">;

export type MoveDecision<T extends Standing = Standing> =
  | { outcome: "later" | "stayed" | "left"; nodeId: string; reason: string }
  /** `restart`: the token comes to `to` afresh, with a visit of its own; otherwise it stands where it stood. */
  | { outcome: "moved"; tokens: { token: T; to: string; restart: boolean }[] };

/** Two versions of a workflow, compared once for all runs that go from one to the other. */
export interface VersionPair {
  before: Graph;
  after: Graph;
  registry: NodeRegistry;
  /** Number of the new version, for reasons in words. */
  number: number;
  /** Names of the parallel steps and loops that are not the same any more. */
  changedForks: ReadonlyMap<string, string>;
}

/** Compares two versions for `decideMove`. */
export function pairOf(args: { before: Graph; after: Graph; registry: NodeRegistry; number: number }): VersionPair {
  const { before, after, registry } = args;
  const [old, present] = [branchesOf({ graph: before, registry }), branchesOf({ graph: after, registry })];
  const changedForks = new Map<string, string>();
  for (const node of before.nodes) {
    const role = registry.get(node.type)?.role;
    if (role !== "fork" && role !== "loop") continue;
    const [was, is] = [
      branchesText({ graph: before, branches: old, forkId: node.id }),
      branchesText({ graph: after, branches: present, forkId: node.id }),
    ];
    if (was !== is) changedForks.set(node.id, stepName({ node, registry }));
  }
  return { ...args, changedForks };
}

/**
 * What becomes of one run of `pair.before`: all its tokens move, or the run stays or leaves as a whole. A run at a provider
 * is decided later; a run inside a parallel step or loop moves only when nothing in there has changed, because its branches
 * must still meet.
 */
export function decideMove<T extends Standing>({
  pair,
  tokens,
  choices,
}: {
  pair: VersionPair;
  tokens: readonly T[];
  choices: PeopleChoices;
}): MoveDecision<T> {
  const name = (nodeId: string) => nameIn({ pair, nodeId });
  const choiceAt = (nodeId: string) => choices.nodes[nodeId] ?? { choice: choices.default };
  const first = tokens[0]?.nodeId ?? "";
  const leaving = tokens.find(({ nodeId }) => choiceAt(nodeId).choice === "leave");
  const staying = tokens.find(({ nodeId }) => choiceAt(nodeId).choice === "stay");
  const busy = tokens.find(({ status }) => status === "running");
  if (!leaving && staying)
    return { outcome: "stayed", nodeId: staying.nodeId, reason: `People at ${name(staying.nodeId)} were to stay.` };
  if (busy)
    return { outcome: "later", nodeId: busy.nodeId, reason: `${name(busy.nodeId)} is being carried out right now.` };
  if (leaving) {
    const reason = choiceAt(leaving.nodeId).reason?.trim();
    return { outcome: "left", nodeId: leaving.nodeId, reason: reason || leftReason({ pair, nodeId: leaving.nodeId }) };
  }
  const moved: { token: T; to: string; restart: boolean }[] = [];
  for (const token of tokens) {
    const at = moveToken({ pair, token, to: choiceAt(token.nodeId).to, restartWaits: choices.waits === "restart" });
    if ("reason" in at) return { outcome: "stayed", nodeId: token.nodeId || first, reason: at.reason };
    moved.push({ token, ...at });
  }
  return { outcome: "moved", tokens: moved };
}

function moveToken({
  pair,
  token,
  to,
  restartWaits,
}: {
  pair: VersionPair;
  token: Standing;
  to: string | undefined;
  restartWaits: boolean;
}): { to: string; restart: boolean } | { reason: string } {
  const { before, after, number } = pair;
  const name = nameIn({ pair, nodeId: token.nodeId });
  const [was, is] = [indexGraph(before).nodes.get(token.nodeId), indexGraph(after).nodes.get(token.nodeId)];
  if (token.path !== "") {
    const forks = forksOf(token.path).map(({ fork }) => fork.nodeId);
    const changed = forks.find((id) => pair.changedForks.has(id));
    if (changed) return { reason: `The branches of ${pair.changedForks.get(changed)} changed in version ${number}.` };
    if (to !== undefined && to !== token.nodeId)
      return { reason: `${name} is inside a branch, and nobody is taken out of a branch.` };
    return { to: token.nodeId, restart: false };
  }
  const target = to ?? token.nodeId;
  if (!indexGraph(after).nodes.has(target))
    return { reason: `${name} is not in version ${number}, and no step was chosen for the people there.` };
  if (target !== token.nodeId || !was || !is) return { to: target, restart: true };
  if (was.type !== is.type || !sameOutlets({ was, is, pair })) return { to: target, restart: true };
  const changed = stable(was.config) !== stable(is.config);
  return { to: target, restart: restartWaits && token.status === "waiting" && changed };
}

/** A wait ends by an outlet: where those are others, what it waited for means nothing in the new version. */
function sameOutlets({ was, is, pair }: { was: GraphNode; is: GraphNode; pair: VersionPair }): boolean {
  const ids = (node: GraphNode) => {
    const definition = pair.registry.get(node.type);
    return definition ? stable(outletsOf({ node, definition }).map(({ id }) => id)) : "";
  };
  return ids(was) === ids(is);
}

function leftReason({ pair, nodeId }: { pair: VersionPair; nodeId: string }): string {
  const gone = !indexGraph(pair.after).nodes.has(nodeId);
  const name = nameIn({ pair, nodeId });
  return gone
    ? `Version ${pair.number} was published without ${name}.`
    : `Version ${pair.number} was published, and people at ${name} were to leave.`;
}

function nameIn({ pair: { before, after, registry }, nodeId }: { pair: VersionPair; nodeId: string }): string {
  const node = indexGraph(after).nodes.get(nodeId) ?? indexGraph(before).nodes.get(nodeId);
  return node ? stepName({ node, registry }) : `"${nodeId}"`;
}

/** What people call a step, in quotes. */
export function stepName({ node, registry }: { node: GraphNode; registry: NodeRegistry }): string {
  return `"${node.name ?? registry.get(node.type)?.label ?? node.type}"`;
}
