import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "@/lib/engine/graph";
import type { Simulation } from "@/lib/engine/simulate/simulation";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { numbers, randomGraph } from "./random-graph.ts";

let h: RunsHarness;
beforeAll(async () => {
  h = await runsHarness();
});
afterAll(() => h.end());

const GRAPHS = 50;

test(`${GRAPHS} random workflows without outside effects: the simulated path is the path of the real run`, async () => {
  let visited = 0;
  for (let seed = 1; seed <= GRAPHS; seed++) {
    const made = randomGraph({ pick: numbers(seed * 7919), tag: `start-${seed}` });
    const workflow = await h.publish({ nodes: made.nodes, edges: made.edges, name: `Random ${seed}` });
    const contactId = await h.addContact({ company: "Acme", tags: ["green"] });
    await h.addTag(contactId, `start-${seed}`);
    const contact = await factsOf(contactId);
    await finish(workflow);
    const [run] = await h.runs(workflow);
    const real = await h.steps(run!.id as string);
    const simulated = await simulateIt({ graph: made.graph, contact, trigger: run!.trigger });
    const title = `seed ${seed}: ${made.nodes.map((node) => `${node.id}:${node.type}`).join(" ")} ${made.edges.join(", ")}`;
    expect(shape(simulated.steps), title).toEqual(shape(real as never));
    expect({ status: simulated.status, reason: simulated.reason }, title).toEqual({
      status: run!.status,
      reason: run!.reason,
    });
    const after = await factsOf(contactId);
    expect({ tags: simulated.contact.tags, company: simulated.contact.company }, title).toEqual({
      tags: after.tags,
      company: after.company,
    });
    visited += real.length;
  }
  expect(visited).toBeGreaterThan(GRAPHS * 4);
}, 180_000);

async function factsOf(id: string) {
  const { asWorker } = await import("@/lib/db/scoped");
  const { readContactFacts } = await import("@/lib/services/runs/contact-facts");
  const { workspaceId } = h.workspace;
  const { value } = await asWorker({ workspaceId, fn: (ctx) => readContactFacts({ ctx, contactId: id }) });
  return value!;
}

/** Moves the clock from one due wait to the next until the run has ended. */
async function finish(workflow: string): Promise<void> {
  const { sweep } = await import("@/lib/services/runs/sweep");
  for (let turn = 0; turn < 300; turn++) {
    await h.drain();
    const [run] = await h.runs(workflow);
    if (!["running", "waiting"].includes(run!.status as string)) return;
    const [due] = await h.sql`select min(due_at) - private.now() as left from public.workflow_waits
      where run_id = ${run!.id as string} and resolved_at is null`;
    expect(due!.left).not.toBeNull();
    await h.sql`update private.clock set shift = shift + greatest(${due!.left}::interval, interval '0') + interval '1 millisecond'`;
    await sweep();
  }
  throw new Error("The run does not end.");
}

async function simulateIt(args: { graph: Graph; contact: unknown; trigger: unknown }): Promise<Simulation> {
  const { simulate } = await import("@/lib/engine/simulate/simulate");
  const { registry } = await import("@/lib/nodes/registry");
  const { checkField } = await import("@/lib/services/contacts/update-contact-fields");
  return simulate({
    graph: args.graph,
    registry,
    contact: args.contact as never,
    trigger: args.trigger as never,
    triggerNodeId: "t",
    startAt: "2030-01-01T09:00:00.000Z",
    workspace: { id: h.workspace.workspaceId, name: "Test", timeZone: "UTC" },
    workflow: { id: "w", name: "Random" },
    checkField,
  });
}

interface Shaped {
  path: string;
  visit: number;
  status: string;
  outlet: string | null;
  output: Record<string, unknown>;
  note: string | null;
}

/** What both have to agree on: everything but instants and new ids. */
function shape(steps: (Shaped & { nodeId?: string; node_id?: string })[]) {
  return steps
    .map(({ nodeId, node_id, path, visit, status, outlet, output, note }) => ({
      node: nodeId ?? node_id,
      ...{ path, visit, status, outlet, note },
      output: Object.fromEntries(Object.entries(output).filter(([key]) => !/(_at|_id)$/.test(key))),
    }))
    .sort((a, b) => (`${a.path}|${a.node}|${a.visit}` < `${b.path}|${b.node}|${b.visit}` ? -1 : 1));
}
