import type { ServiceContext } from "@/lib/db/scoped";
import type { EarlyEnd } from "@/lib/engine/early-end";
import { indexGraph } from "@/lib/engine/graph-index";
import { applyError, applyResult } from "@/lib/engine/interpret";
import { endAll } from "@/lib/engine/interpret-move";
import type { StepWrite, Transition } from "@/lib/engine/transition";
import { NodeError } from "@/lib/nodes/node-result";
import { registry } from "@/lib/nodes/registry";
import { settleUnknown } from "@/lib/services/effects/claim-effect";
import { settleEffect } from "@/lib/services/effects/settle-effect";
import { withholdEffect } from "@/lib/services/effects/withhold-effect";
import { reachGoal } from "@/lib/services/goals/reach-goal";
import { addStep, type Here } from "@/lib/services/runs/add-step";
import { applyTransition, noChanges } from "@/lib/services/runs/apply-transition";
import type { Beginning } from "@/lib/services/runs/beginning";
import { readContactFacts } from "@/lib/services/runs/contact-facts";
import { earlyEnd } from "@/lib/services/runs/early-end";
import { failureOf } from "@/lib/services/runs/failure-of";
import { holdOf } from "@/lib/services/runs/hold";
import { isInfrastructure } from "@/lib/services/runs/is-infrastructure";
import { openVisit } from "@/lib/services/runs/open-visit";
import { NodeThrew, type Place } from "@/lib/services/runs/place";
import { type Claimed, over, runNode, type Seen, settleEffects } from "@/lib/services/runs/run-node";
import { finalOutcome, settleLate } from "@/lib/services/runs/settle-late";
import { storedStep, type Visiting } from "@/lib/services/runs/visiting";
import { writeVisit } from "@/lib/services/runs/write-visit";

/** Nodes without an outside effect that one transaction walks at most. */
export const MAX_NODES_PER_VISIT = 20;

export interface Walked {
  /** Where this durable run goes on, null when the token ended, waits or belongs to another event. */
  next: Place | null;
  claimed?: Claimed;
  retry?: { seconds: number; message: string };
}

/**
 * One transaction of a visit: takes the token, walks up to `limit` nodes and writes all of it, each node with its own step.
 * Stops early at a wait, an end, a fork, or an effect that has to be performed outside (`claimed`).
 * @throws NodeThrew when a node threw; the transaction must be rolled back then
 */
export async function walk(args: {
  ctx: ServiceContext;
  at: Place;
  leaseRun: string;
  /** The lease this call takes when it has to talk to a provider. */
  owner: string;
  limit: number;
  /** The durable run has made enough steps: go on under a new epoch. */
  last: boolean;
  /** Stop before a node that may ask for an effect: effects are the durable runtime's. */
  instant?: boolean;
  begin?: Beginning;
}): Promise<Walked> {
  const { ctx, at, leaseRun, owner, limit, last, instant, begin } = args;
  const performed = begin && begin.type !== "failure" ? begin : null;
  const known = begin && begin.type !== "withheld" ? begin : null;
  const visiting = await openVisit({ ctx, at, leaseRun, owner: performed?.owner });
  if (!visiting) {
    // Cancelled meanwhile, or the lease was lost: the run is not touched, but the ledger must know what went out.
    if (performed) await settleLate({ ctx, runId: at.runId, begin: performed });
    return { next: null };
  }
  const changes = noChanges();
  const finish = (end: Parameters<typeof writeVisit>[0]["end"]) => writeVisit({ visiting, changes, end });

  for (let walked = 0; ; walked++) {
    const hold = walked > 0 ? holdOf({ ctx, run: visiting.run }) : null;
    if (hold) return { next: await finish({ type: "held", hold }) };
    if (walked >= limit) return { next: await finish({ type: "on", last }) };
    const node = indexGraph(visiting.graph).nodes.get(visiting.token.nodeId);
    const definition = node && registry.get(node.type);
    if (!node || !definition) {
      changes.run = { status: "failed", reason: "A step of this version does not exist any more." };
      return { next: await finish({ type: "ended" }) };
    }
    if (visiting.contactChanged) await rereadContact(visiting);
    const here = { visiting, changes, node, definition };
    if (begin?.type === "withheld" && walked === 0) {
      const { claimed, reason } = begin;
      await withholdEffect({ ctx, effectId: claimed.effectId, owner: begin.owner, reason, over: false });
      addStep({ ...here, seen: claimed.seen, step: { ...performing, note: reason } });
      const thrown = holdOf({ ctx, run: visiting.run });
      return { next: await finish(thrown ? { type: "held", hold: thrown } : { type: "on", last }) };
    }
    const early = walked === 0 && begin ? null : earlyEnd(visiting);
    if (early) {
      await endEarly({ ...here, early });
      return { next: await finish({ type: "ended" }) };
    }
    if (instant && (definition.sends || definition.performs)) return { next: await finish({ type: "on", last }) };
    const happened =
      walked === 0 && known ? await take({ ...here, begin: known, owner }) : await attempt({ ...here, owner, walked });
    if ("claimed" in happened) {
      const { claimed } = happened;
      if (instant) throw new NodeThrew({ error: new Error(`"${node.type}" does not say that it performs.`), walked });
      addStep({ ...here, seen: claimed.seen, step: performing });
      await finish({ type: "performing", owner, leaseRun, seconds: node.settings.timeoutSeconds });
      return { next: null, claimed };
    }
    if ("retry" in happened) {
      await finish({ type: "retry", seconds: happened.retry.seconds });
      return { next: null, retry: happened.retry };
    }
    const { transition, seen } = happened;
    addStep({ ...here, seen, step: transition.step });
    applyTransition({ visiting, changes, transition });
    if (transition.run || transition.end !== null) return { next: await finish({ type: "ended" }) };
    if (transition.wait) return { next: await finish({ type: "waiting", wait: transition.wait }) };
  }
}

/** A step whose effect is claimed and not settled. */
const performing = { status: "running" as const, outlet: null, output: {}, note: null, error: null };

async function rereadContact(visiting: Visiting): Promise<void> {
  const { ctx, run, state } = visiting;
  state.contact = (await readContactFacts({ ctx, contactId: run.subject_id })) ?? state.contact;
  visiting.contactChanged = false;
}

/** The goal or the exit condition is met: the node is not run, and the whole run ends here. */
async function endEarly({ visiting, changes, node, definition, early }: Here & { early: EarlyEnd }): Promise<void> {
  const { ctx, state } = visiting;
  if (early.goal) await reachGoal({ ctx, input: { state, nodeId: null, name: early.goal, value: null } });
  const step = { status: "skipped" as const, outlet: null, output: {}, note: early.reason, error: null };
  const transition = endAll({ ...engineArgs(visiting), step, status: "exited", reason: early.reason });
  addStep({ visiting, changes, node, definition, seen: { input: {}, emptyNames: null }, step });
  applyTransition({ visiting, changes, transition });
}

type Happened =
  | { transition: Transition; seen: Seen }
  | { claimed: Claimed }
  | { retry: { seconds: number; message: string } };

/** Runs the node the token has come to. */
async function attempt({
  visiting,
  node,
  definition,
  owner,
  walked,
}: Here & { owner: string; walked: number }): Promise<Happened> {
  visiting.doubts = [];
  try {
    const ran = await runNode({ visiting, node, definition, owner });
    if ("claimed" in ran) return ran;
    return { transition: apply({ visiting, result: ran.result }), seen: ran.seen };
  } catch (error) {
    if (isInfrastructure(error)) throw error;
    throw new NodeThrew({ error, walked, doubts: visiting.doubts });
  }
}

/** Goes on with what is known already: the provider's answer, or the failure. */
async function take(
  args: Here & { begin: Exclude<Beginning, { type: "withheld" }>; owner: string },
): Promise<Happened> {
  const { visiting, node, begin } = args;
  if (begin.type === "failure") {
    for (const doubt of begin.doubts) await settleUnknown({ ctx: visiting.ctx, doubt });
    return fail({ ...args, error: begin.error, seen: null });
  }
  const { claimed, owner } = begin;
  const attempts = (storedStep(visiting)?.attempts ?? 0) + 1;
  const attemptsLeft = node.settings.retries - attempts + 1;
  const outcome = finalOutcome({ outcome: begin.outcome, attemptsLeft });
  await settleEffect({ ctx: visiting.ctx, effectId: claimed.effectId, owner, outcome, final: attemptsLeft <= 0 });
  try {
    const result = claimed.after(outcome);
    const settled = await settleEffects({
      visiting,
      node,
      owner: args.owner,
      result,
      from: claimed.n + 1,
      seen: () => claimed.seen,
    });
    if ("claimed" in settled) return settled;
    if (settled.result.type === "waitFor") visiting.answered = await over({ visiting, result: settled.result });
    return { transition: apply({ visiting, result: settled.result }), seen: claimed.seen };
  } catch (error) {
    // Only what a node says on purpose may be written beside the settled effect; anything else rolls back.
    if (error instanceof NodeError) return fail({ ...args, error, seen: claimed.seen });
    throw error;
  }
}

function fail(args: Here & { error: unknown; seen: Seen | null }): Happened {
  const { visiting, error, seen } = args;
  const failure = failureOf(error);
  const attempts = (storedStep(visiting)?.attempts ?? 0) + 1;
  const answer = applyError({ ...engineArgs(visiting), error: failure, attempts });
  const shown = seen ?? { input: {}, emptyNames: null };
  if ("transition" in answer) return { transition: answer.transition, seen: shown };
  const step: StepWrite = { status: "waiting", outlet: null, output: {}, note: null, error: failure.message };
  addStep({ ...args, seen: shown, step: { ...step, status: "running" }, attempts });
  return { retry: { seconds: answer.retryInSeconds, message: failure.message } };
}

function apply({
  visiting,
  result,
}: {
  visiting: Visiting;
  result: Parameters<typeof applyResult>[0]["result"];
}): Transition {
  return applyResult({ ...engineArgs(visiting), result });
}

function engineArgs({ graph, view, token }: Visiting) {
  return { graph, registry, run: view, token };
}
