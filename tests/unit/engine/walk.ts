import type { Graph } from "@/lib/engine/graph";
import { graphSchema } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import { applyError, applyResult, applyToView, ownResult, startPosition } from "@/lib/engine/interpret";
import { forkKey, visitKey } from "@/lib/engine/path";
import { recordingContext } from "@/lib/engine/simulate/recording-context";
import { makeWorld } from "@/lib/engine/simulate/world";
import type { LiveToken, RunView, Transition, Wait } from "@/lib/engine/transition";
import type { Resumed, RunState } from "@/lib/nodes/facts";
import type { NodeContext } from "@/lib/nodes/node-context";
import type { NodeResult } from "@/lib/nodes/node-result";
import { NodeError } from "@/lib/nodes/node-result";
import { registry } from "@/lib/nodes/registry";

export const state: RunState = {
  contact: {
    id: "c1",
    email: "ada@example.com",
    phone: null,
    first_name: "Ada",
    last_name: null,
    company: null,
    job_title: null,
    status: "lead",
    source: "form",
    tags: ["vip"],
    score: 7,
    time_zone: null,
    locale: null,
    owner_id: null,
    do_not_contact: false,
    custom: { plan: "pro", renewal: "2030-03-31" },
    created_at: "2030-01-01T00:00:00.000Z",
    updated_at: "2030-01-01T00:00:00.000Z",
    last_activity_at: null,
  },
  trigger: {
    type: "form.submitted",
    activityId: "a1",
    occurredAt: "2030-01-01T00:00:00.000Z",
    data: { answers: { budget: "Over 10k", seats: "12" } },
    changes: { status: { from: "new", to: "lead" }, "custom.plan": { from: null, to: "pro" } },
  },
  steps: {},
  vars: {},
  run: { id: "r1", workflowId: "w1", workflowName: "Demo", startedAt: "2030-01-01T00:00:00.000Z", isTest: false },
  workspace: { id: "ws", name: "Acme", timeZone: "Europe/Berlin" },
};

/** "a:form_submitted", "b:if_else" … and "a>b" or "b.yes>c" as a graph; `configs` by node id. */
export function graphOf(args: {
  nodes: string[];
  edges: string[];
  configs?: Record<string, object>;
  settings?: object;
}): Graph {
  const { nodes, edges, configs = {}, settings } = args;
  return graphSchema.parse({
    nodes: nodes.map((text, n) => {
      const [id = "", type = ""] = text.split(":");
      const { settings: own, ...config } = (configs[id] ?? {}) as { settings?: object };
      return {
        id,
        key: `${type}_${n}`,
        type,
        config: { ...registry.get(type)?.defaults, ...config },
        settings: own,
        position: { x: 0, y: n },
      };
    }),
    edges: edges.map((text) => {
      const [from = "", target = ""] = text.split(">");
      const [source = "", outlet = "out"] = from.split(".");
      return { id: `${source}:${outlet}`, source, outlet, target };
    }),
    settings,
  });
}

export function contextFor(args: {
  token: LiveToken;
  graph: Graph;
  resumed: Resumed | null;
  now: string;
  fail?: boolean;
}): NodeContext {
  const { token, graph, resumed, now, fail } = args;
  const node = indexGraph(graph).nodes.get(token.nodeId)!;
  const world = makeWorld({ contact: state.contact, checkField: ({ value }) => value });
  const { ctx } = recordingContext({ world, state, node, visit: token.visit, resumed, now });
  const refuse = async (): Promise<never> => {
    throw new NodeError("The database said no.", { retryable: false });
  };
  return fail ? { ...ctx, contact: { ...ctx.contact, update: refuse, addTag: refuse } } : ctx;
}

export interface Walk {
  steps: { nodeId: string; path: string; visit: number; status: string; output: Record<string, unknown> }[];
  status: string | null;
  reason: string | null;
  waiting: string[];
}

/**
 * Walks a graph to its end with a fake clock, the way the run service does, and checks what must hold after every step.
 * `pick(n)` chooses among n possibilities: which ready token moves, and when none is ready which wait ends and how.
 */
export async function walk(args: {
  graph: Graph;
  start: string;
  pick?: (n: number) => number;
  failing?: string[];
}): Promise<Walk> {
  const { graph, start, pick = () => 0, failing = [] } = args;
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `t${ids}`;
  };
  const place = startPosition({ triggerNodeId: start });
  let run: RunView = {
    tokens: [{ ...place, id: newId(), status: "ready" }],
    forks: [],
    visits: new Map([[visitKey(place), 1]]),
  };
  const waits = new Map<string, Wait>();
  const resumes = new Map<string, Resumed>();
  const closed = new Set<string>();
  const done: Walk = { steps: [], status: null, reason: null, waiting: [] };
  let clock = Date.parse("2030-01-01T00:00:00.000Z");
  for (let turn = 0; turn < 30_000; turn += 1) {
    const ready = run.tokens.filter((token) => token.status === "ready");
    const wakeable = run.tokens.filter((token) => {
      const wait = token.status === "waiting" ? waits.get(token.id) : undefined;
      return wait && (wait.kind !== "join" || wait.until);
    });
    if (ready.length + wakeable.length === 0) throw new Error(`Nobody can move: ${JSON.stringify(run.tokens)}`);
    // Now and then a wait ends while others are on their way: that is when races between siblings happen.
    if (wakeable.length > 0 && (ready.length === 0 || pick(4) === 3)) {
      const token = wakeable[pick(wakeable.length)]!;
      resumes.set(token.id, resumption({ wait: waits.get(token.id)!, pick }));
      waits.delete(token.id);
      run = {
        ...run,
        tokens: run.tokens.map((other) => (other.id === token.id ? { ...other, status: "ready" } : other)),
      };
      clock += 3_600_000;
      continue;
    }
    const chosen = ready[pick(ready.length)]!;
    const token: LiveToken = { ...chosen, status: "running" };
    run = { ...run, tokens: run.tokens.map((other) => (other.id === token.id ? token : other)) };
    const resumed = resumes.get(token.id) ?? null;
    resumes.delete(token.id);
    const transition = await visit({
      graph,
      run,
      token,
      resumed,
      now: new Date(clock).toISOString(),
      fail: failing.includes(token.nodeId),
    });
    const before = run;
    run = applyToView({ run, tokenId: token.id, transition, newId });
    check({ before, after: run, transition, graph, closed });
    const { nodeId, path, visit: count } = token;
    done.steps.push({ nodeId, path, visit: count, status: transition.step.status, output: transition.step.output });
    if (transition.wait) waits.set(token.id, transition.wait);
    for (const wake of transition.wake) {
      waits.delete(wake.tokenId);
      resumes.set(wake.tokenId, wake.resumed);
    }
    if (transition.run) return { ...done, status: transition.run.status, reason: transition.run.reason };
  }
  throw new Error("The walk did not end.");
}

async function visit(args: {
  graph: Graph;
  run: RunView;
  token: LiveToken;
  resumed: Resumed | null;
  now: string;
  fail: boolean;
}) {
  const { graph, run, token } = args;
  const base = { graph, registry, run, token };
  const node = indexGraph(graph).nodes.get(token.nodeId)!;
  const definition = registry.get(node.type)!;
  try {
    let result: NodeResult | null = ownResult({ graph, node, definition, triggerData: state.trigger.data });
    if (!result) {
      const config = definition.config.parse(node.config);
      result = await definition.run!(contextFor(args), config);
      while (result.type === "perform") result = result.after({ status: "done", output: { message_id: "m1" } });
    }
    return applyResult({ ...base, result });
  } catch (error) {
    const outcome = applyError({
      ...base,
      error: { message: (error as Error).message, retryable: false },
      attempts: 1,
    });
    if ("retryInSeconds" in outcome) throw error;
    return outcome.transition;
  }
}

function resumption({ wait, pick }: { wait: Wait; pick: (n: number) => number }): Resumed {
  if (wait.kind === "join") return { by: "timeout" };
  if (wait.kind === "time") return { by: "time" };
  const index = pick(wait.events.length + (wait.until ? 1 : 0));
  const event = wait.events[index];
  return event ? { by: "event", index, event: { ...state.trigger, type: event.type } } : { by: "timeout" };
}

function check(args: { before: RunView; after: RunView; transition: Transition; graph: Graph; closed: Set<string> }) {
  const { before, after, transition, graph, closed } = args;
  const fates = [transition.next, transition.wait, transition.end].filter((fate) => fate !== null);
  if (fates.length !== 1) throw new Error(`A token has ${fates.length} fates.`);
  const ended = transition.ended.length + (transition.end === null ? 0 : 1);
  const live = before.tokens.length - ended + transition.newTokens.length;
  if (after.tokens.length !== live) throw new Error("Tokens were lost or made from nothing.");
  if ((live === 0) !== (transition.run !== null)) throw new Error("The run must end exactly when nobody walks it.");
  if (new Set(after.tokens.map((token) => token.path)).size !== live) throw new Error("Two live tokens share a path.");
  if ([...after.visits.values()].some((count) => count > graph.settings.maxVisits)) throw new Error("Too many visits.");
  for (const fork of transition.forks) {
    if (!fork.closed) continue;
    const key = forkKey(after.forks.find(({ id }) => id === fork.id)!);
    if (closed.has(key)) throw new Error(`The fork ${key} was joined twice.`);
    closed.add(key);
  }
}
