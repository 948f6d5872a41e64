import type { GraphNode } from "@/lib/engine/graph";
import { ownResult } from "@/lib/engine/interpret";
import type { NodeDefinition } from "@/lib/nodes/define-node";
import type { EffectOutcome } from "@/lib/nodes/effects";
import type { NodeResult } from "@/lib/nodes/node-result";
import { claimEffect } from "@/lib/services/effects/claim-effect";
import { lookBack } from "@/lib/services/runs/look-back";
import { nodeContext } from "@/lib/services/runs/node-context";
import { SKIPPED_OVERDUE } from "@/lib/services/runs/overdue";
import type { Visiting } from "@/lib/services/runs/visiting";

/** An effect that was claimed and must be performed once the transaction has committed. */
export interface Claimed {
  effectId: string;
  after: (outcome: EffectOutcome) => NodeResult;
  /** The effect's number in this visit, from 1. */
  n: number;
  /** What the step shows, carried over to the transaction that finishes it. */
  seen: Seen;
}
export interface Seen {
  input: Record<string, unknown>;
  emptyNames: string | null;
}

const MAX_RESUMES = 3;

/**
 * Runs the node the token stands at, until it says something the interpreter can apply or an effect has been claimed.
 * A wait that is over already, or whose event has just happened, is answered at once.
 * @throws whatever the node throws, and a ZodError when its settings are not complete
 */
export async function runNode(args: {
  visiting: Visiting;
  node: GraphNode;
  definition: NodeDefinition;
  owner: string;
}): Promise<{ result: NodeResult; seen: Seen } | { claimed: Claimed }> {
  const { visiting, node, definition, owner } = args;
  const { ctx, run, state, token } = visiting;
  const own = ownResult({ graph: visiting.graph, node, definition, triggerData: run.trigger.data });
  if (own) return { result: own, seen: { input: {}, emptyNames: null } };
  const config = definition.config.parse(node.config);
  if (!definition.run) throw new Error(`The node type "${node.type}" cannot be run.`);
  const onChange = () => {
    visiting.contactChanged = true;
  };
  const stepKey = effectPrefix({
    rootRunId: run.root_run_id,
    path: token.path,
    nodeId: node.id,
    visit: token.visit,
  });
  for (let resumes = 0; ; resumes++) {
    const running = nodeContext({
      ctx,
      state,
      node,
      visit: token.visit,
      stepKey,
      resumed: visiting.resumed,
      onChange,
    });
    const first = await definition.run(running.ctx, config);
    const settled = await settleEffects({ visiting, node, owner, result: first, from: 1, seen: () => seenBy(running) });
    if ("claimed" in settled) return settled;
    const { result } = settled;
    const resumed = resumes < MAX_RESUMES ? await over({ visiting, result }) : null;
    if (!resumed) return { result, seen: seenBy(running) };
    visiting.resumed = resumed;
  }
}

/** What a contact would get: left out where the step came due during a pause and overdue messages are skipped. */
const toThePerson: ReadonlySet<string> = new Set(["email", "sms", "whatsapp", "call"]);

/** Claims what a node wants performed. What the ledger can answer is answered; the first effect it cannot stops here. */
export async function settleEffects(args: {
  visiting: Visiting;
  node: GraphNode;
  owner: string;
  result: NodeResult;
  from: number;
  seen: () => Seen;
}): Promise<{ result: NodeResult } | { claimed: Claimed }> {
  const { visiting, node, owner, seen } = args;
  const { ctx, run, token, state } = visiting;
  let { result } = args;
  for (let n = args.from; result.type === "perform"; n++) {
    const { effect, after } = result;
    const key = `${effectPrefix({ rootRunId: run.root_run_id, path: token.path, nodeId: node.id, visit: token.visit })}${n}`;
    if (visiting.overdue && toThePerson.has(effect.kind)) {
      result = after({
        status: "skipped",
        reason: SKIPPED_OVERDUE,
        output: { status: "skipped", reason: SKIPPED_OVERDUE },
      });
      continue;
    }
    const claim = await claimEffect({ ctx, key, effect, state, runId: run.id, nodeId: node.id, owner });
    if (claim.claimed) return { claimed: { effectId: claim.effectId, after, n, seen: seen() } };
    if (claim.doubt) visiting.doubts.push(claim.doubt);
    result = after(claim.outcome);
  }
  return { result };
}

/** What the keys of all effects of one visit begin with: by the root run, so that a retried run finds what was done. */
export function effectPrefix(place: { rootRunId: string; path: string; nodeId: string; visit: number }): string {
  return `run:${place.rootRunId}/${place.path}/${place.nodeId}@${place.visit}/`;
}

function seenBy(running: ReturnType<typeof nodeContext>): Seen {
  return { input: running.input(), emptyNames: running.emptyNames() };
}

/** How a wait a node has just asked for is over already: its time has come, or its event was there before it. */
export async function over({ visiting, result }: { visiting: Visiting; result: NodeResult }) {
  const { ctx, run, state } = visiting;
  if (result.type === "wait") return Date.parse(result.until) <= Date.parse(ctx.now) ? ({ by: "time" } as const) : null;
  if (result.type !== "waitFor" || !result.lookBack) return null;
  const { events } = result;
  return lookBack({
    ctx,
    subjectId: run.subject_id,
    events,
    since: visiting.previousStart,
    contact: state.contact,
    workspace: state.workspace,
  });
}
