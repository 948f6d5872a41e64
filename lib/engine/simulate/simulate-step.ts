import { indexGraph } from "@/lib/engine/graph-index";
import { newWalk, resultOf } from "@/lib/engine/simulate/simulate";
import type { Simulation, SimulationInput } from "@/lib/engine/simulate/simulation";
import { visitSimulated } from "@/lib/engine/simulate/visit-simulated";

/** Runs one node alone, given what earlier steps are to have answered by their keys. A wait is shown as it begins. */
export async function simulateStep({
  input,
  nodeId,
  outputs,
}: {
  input: SimulationInput;
  nodeId: string;
  outputs: Record<string, Record<string, unknown>>;
}): Promise<Simulation> {
  const walking = newWalk({ input, place: { nodeId, path: "", visit: 1 } });
  walking.outputs = { ...outputs };
  await visitSimulated({ walking, index: indexGraph(input.graph), tokenId: walking.run.tokens[0]!.id });
  const step = [...walking.steps.values()][0];
  const failed = step?.status === "failed";
  const waits = step?.status === "waiting";
  walking.end = {
    status: failed ? "failed" : waits ? "waiting" : "completed",
    reason: failed ? step.error : null,
  };
  return resultOf(walking);
}
