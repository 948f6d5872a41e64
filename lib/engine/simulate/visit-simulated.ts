import { earlyEndOf } from "@/lib/engine/early-end";
import type { GraphIndex } from "@/lib/engine/graph-index";
import { applyError, applyResult, applyToView } from "@/lib/engine/interpret";
import { isOtherItem, varsAt } from "@/lib/engine/interpret-loop";
import { endAll } from "@/lib/engine/interpret-move";
import { visitKey } from "@/lib/engine/path";
import { type RanNode, runSimulated } from "@/lib/engine/simulate/run-simulated";
import type { SimulatedStep, SimulatedWait, Simulation, SimulationInput } from "@/lib/engine/simulate/simulation";
import { type ArmedWait, armWait, hear, heardBefore } from "@/lib/engine/simulate/waits";
import type { World } from "@/lib/engine/simulate/world";
import type { LiveToken, RunView, Transition, Wait } from "@/lib/engine/transition";
import type { Resumed, RunState } from "@/lib/nodes/facts";
import type { NodeResult } from "@/lib/nodes/node-result";

/** A simulation under way. */
export interface Walking {
  input: SimulationInput;
  world: World;
  now: string;
  startedAt: string;
  run: RunView;
  /** Ids of tokens that can move, in the order they became ready. */
  ready: string[];
  waits: Map<string, ArmedWait>;
  resumes: Map<string, Resumed>;
  /** When the step before the token's present one began: waits look back as far. */
  previousStart: Map<string, string>;
  /** By path, node and visit, in the order they began. */
  steps: Map<string, SimulatedStep>;
  /** By node key. */
  outputs: RunState["steps"];
  visits: number;
  end: { status: Simulation["status"]; reason: string | null } | null;
}

const MAX_RESUMES = 3;

/** Visits the node a token stands at. Returns whether the token goes on to another node at once. */
export async function visitSimulated({
  walking,
  index,
  tokenId,
}: {
  walking: Walking;
  index: GraphIndex;
  tokenId: string;
}): Promise<boolean> {
  const { input, world } = walking;
  const standing = walking.run.tokens.find((token) => token.id === tokenId);
  if (!standing) return false;
  const token: LiveToken = { ...standing, status: "running" };
  walking.run = {
    ...walking.run,
    tokens: walking.run.tokens.map((other) => (other.id === tokenId ? token : other)),
  };
  walking.visits += 1;
  const node = index.nodes.get(token.nodeId);
  const definition = node && input.registry.get(node.type);
  if (!node || !definition) {
    walking.end = { status: "failed", reason: "A step of this workflow does not exist." };
    return false;
  }
  const answer = input.answers?.find(
    (one) => one.nodeId === node.id && (one.visit === undefined || one.visit === token.visit),
  );
  const heardFrom = world.happenings.length;
  const at = { graph: input.graph, registry: input.registry, run: walking.run, token };
  let ran: RanNode | null = null;
  let transition: Transition;
  const resumed = walking.resumes.get(tokenId) ?? null;
  walking.resumes.delete(tokenId);
  const early =
    input.endings &&
    earlyEndOf({
      endings: input.endings,
      state: stateOf(walking, token.path),
      now: walking.now,
      begun: walking.steps.size > 0,
    });
  if (early) {
    if (early.goal) world.writes.push(`Goal: ${early.goal}`);
    const step = { status: "skipped" as const, outlet: null, output: {}, note: early.reason, error: null };
    transition = endAll({ ...at, step, status: "exited", reason: early.reason });
    noteStep({ walking, token, node, transition, ran, resumed });
    apply({ walking, tokenId, transition, answer });
    return false;
  }
  try {
    for (let resumes = 0, ended = resumed; ; resumes += 1) {
      const state = stateOf(walking, token.path);
      const sent: RanNode["sends"] = ran?.sends ?? [];
      ran = await runSimulated({
        ...{ input, world, state, node, definition, visit: token.visit, resumed: ended, now: walking.now, answer },
      });
      ran.sends = [...sent, ...ran.sends];
      const over =
        resumes < MAX_RESUMES ? overAlready({ walking, tokenId, result: ran.result, chosen: !!answer }) : null;
      if (!over) break;
      ended = over;
    }
    transition = applyResult({ ...at, result: ran.result });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // A simulation does not try again: what fails here fails each time.
    const answerTo = applyError({ ...at, error: { message, retryable: false }, attempts: 1 });
    if ("retryInSeconds" in answerTo) throw error;
    transition = answerTo.transition;
  }
  noteStep({ walking, token, node, transition, ran, resumed });
  apply({ walking, tokenId, transition, answer });
  hear({ walking, from: heardFrom });
  return transition.next !== null;
}

function stateOf({ input, world, outputs, steps, run, startedAt }: Walking, path: string): RunState {
  const { workflow, trigger, workspace } = input;
  // Inside a loop a step sees what its own item has brought about, not what another one has.
  const seen = run.forks.some(({ loop }) => loop)
    ? Object.fromEntries(
        [...steps.values()]
          .filter((step) => step.status !== "waiting" && !isOtherItem({ at: step.path, path, forks: run.forks }))
          .map((step) => [step.nodeKey, step.output]),
      )
    : outputs;
  return {
    contact: world.contact,
    trigger,
    steps: seen,
    vars: varsAt({ vars: world.vars, forks: run.forks, path }),
    run: {
      id: "00000000-0000-7000-8000-000000000000",
      workflowId: workflow.id,
      workflowName: workflow.name,
      startedAt,
      isTest: true,
    },
    workspace,
  };
}

/** A wait that is over already, or whose event has just happened, is answered at once. */
function overAlready(args: { walking: Walking; tokenId: string; result: NodeResult; chosen: boolean }): Resumed | null {
  const { walking, tokenId, result, chosen } = args;
  if (result.type === "wait") return Date.parse(result.until) <= Date.parse(walking.now) ? { by: "time" } : null;
  if (result.type !== "waitFor" || !result.lookBack || chosen) return null;
  const since = walking.previousStart.get(tokenId) ?? walking.startedAt;
  return heardBefore({ walking, events: result.events, since });
}

function noteStep(args: {
  walking: Walking;
  token: LiveToken;
  node: { id: string; key: string; type: string };
  transition: Transition;
  ran: RanNode | null;
  resumed: Resumed | null;
}): void {
  const { walking, token, node, transition, ran, resumed } = args;
  const { status, outlet, output, note, error } = transition.step;
  const key = `${visitKey(token)}|${token.visit}`;
  const before = walking.steps.get(key);
  const waiting = status === "waiting";
  const wait = transition.wait ? waitOf(transition.wait) : (before?.wait ?? null);
  if (wait && resumed && !transition.wait) {
    wait.endedBy = resumed.by;
    wait.index = resumed.by === "event" ? resumed.index : null;
  }
  walking.steps.set(key, {
    nodeId: node.id,
    nodeKey: node.key,
    nodeType: node.type,
    path: token.path,
    visit: token.visit,
    status,
    outlet,
    startedAt: before?.startedAt ?? walking.now,
    endedAt: waiting ? null : walking.now,
    input: ran?.recording?.input() ?? {},
    output,
    note: [note, ran?.recording?.emptyNames()].filter(Boolean).join(" ") || null,
    error,
    wouldSend: [...(before?.wouldSend ?? []), ...(ran?.sends ?? [])],
    wait,
  });
  if (!waiting) walking.outputs = { ...walking.outputs, [node.key]: output };
}

function waitOf(wait: Wait): SimulatedWait {
  return {
    kind: wait.kind,
    until: wait.until,
    events: wait.kind === "events" ? wait.events.map(({ type }) => type) : [],
    endedBy: null,
    index: null,
  };
}

function apply(args: {
  walking: Walking;
  tokenId: string;
  transition: Transition;
  answer: Parameters<typeof armWait>[0]["answer"];
}): void {
  const { walking, tokenId, transition, answer } = args;
  const { world, run, now } = walking;
  const token = run.tokens.find((one) => one.id === tokenId)!;
  const began = walking.steps.get(`${visitKey(token)}|${token.visit}`)?.startedAt ?? now;
  walking.run = applyToView({ run, tokenId, transition, newId: world.newId });
  if (transition.vars) world.vars = { ...world.vars, ...transition.vars };
  if (!transition.wait) walking.previousStart.set(tokenId, began);
  for (const other of walking.run.tokens.slice(walking.run.tokens.length - transition.newTokens.length)) {
    walking.ready.push(other.id);
    walking.previousStart.set(other.id, began);
  }
  for (const { tokenId: ended } of transition.ended) {
    walking.waits.delete(ended);
    walking.ready = walking.ready.filter((one) => one !== ended);
    closeStep({ walking, token: run.tokens.find((one) => one.id === ended), transition });
  }
  if (transition.wait) walking.waits.set(tokenId, armWait({ wait: transition.wait, answer, now }));
  for (const wake of transition.wake) {
    walking.waits.delete(wake.tokenId);
    walking.resumes.set(wake.tokenId, wake.resumed);
    walking.ready.push(wake.tokenId);
  }
  if (transition.run) walking.end = transition.run;
}

/** The step at which a token stood that another one ended. */
function closeStep(args: { walking: Walking; token: LiveToken | undefined; transition: Transition }): void {
  const { walking, token, transition } = args;
  const key = token && `${visitKey(token)}|${token.visit}`;
  const step = key && walking.steps.get(key);
  if (!key || !step || step.status !== "waiting") return;
  // A run that completes ends nobody: those were standing at its last join.
  const run = transition.run?.status === "completed" ? null : transition.run;
  const note = run ? (run.reason ?? "The run ended.") : "Joined by another branch.";
  walking.steps.set(key, { ...step, status: run ? "skipped" : "done", note, endedAt: walking.now });
}
