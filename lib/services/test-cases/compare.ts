import type { TestCaseExpected } from "@/lib/api/contracts/test-cases";
import type { Graph } from "@/lib/engine/graph";
import type { Simulation } from "@/lib/engine/simulate/simulation";

/** What a simulation did otherwise than expected, in sentences with the names of the steps; none when it passed. */
export function compare({
  expected,
  simulation,
  graph,
}: {
  expected: TestCaseExpected;
  simulation: Simulation;
  graph: Graph;
}): string[] {
  const names = new Map(graph.nodes.map((node) => [node.id, node.name ?? node.key]));
  const name = (id: string) => `"${names.get(id) ?? id}"`;
  const failures: string[] = [];
  if (expected.path) {
    const actual = simulation.steps.map((step) => step.nodeId);
    const n = Math.max(expected.path.length, actual.length);
    const at = Array.from({ length: n }, (_, i) => i).find((i) => expected.path?.[i] !== actual[i]);
    if (at !== undefined) {
      const [wanted, got] = [expected.path[at], actual[at]];
      failures.push(
        `Step ${at + 1} was ${got === undefined ? "missing" : name(got)}; expected ${wanted === undefined ? "nothing more" : name(wanted)}.`,
      );
    }
  }
  if (expected.status && expected.status !== simulation.status)
    failures.push(
      `The run ended as ${simulation.status}; expected ${expected.status}.${simulation.reason ? ` ${simulation.reason}` : ""}`,
    );
  for (const [nodeId, outlet] of Object.entries(expected.outlets ?? {})) {
    const step = simulation.steps.findLast((one) => one.nodeId === nodeId);
    if (!step) failures.push(`${name(nodeId)} was not reached; expected it to leave by "${outlet}".`);
    else if (step.outlet !== outlet)
      failures.push(`${name(nodeId)} left by "${step.outlet ?? "none"}"; expected "${outlet}".`);
  }
  if (expected.sends) failures.push(...compareSends({ sends: expected.sends, simulation, name }));
  return failures;
}

function compareSends(args: {
  sends: NonNullable<TestCaseExpected["sends"]>;
  simulation: Simulation;
  name: (id: string) => string;
}): string[] {
  const { sends, simulation, name } = args;
  const actual = simulation.steps.flatMap((step) =>
    step.wouldSend.map(({ status, reason }) => ({ node_id: step.nodeId, status, reason })),
  );
  const failures: string[] = [];
  for (let i = 0; i < Math.max(sends.length, actual.length); i++) {
    const [wanted, got] = [sends[i], actual[i]];
    if (wanted?.node_id === got?.node_id && wanted?.status === got?.status) continue;
    const words = (one: { node_id: string; status: string } | undefined) =>
      one ? `${name(one.node_id)} (${one.status})` : "nothing";
    failures.push(
      `Message ${i + 1} was ${words(got)}; expected ${words(wanted)}.${got?.reason ? ` ${got.reason}` : ""}`,
    );
  }
  return failures;
}
