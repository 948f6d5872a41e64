import { simulate } from "@/lib/engine/simulate/simulate";
import type { SimulatedStep, SimulationInput } from "@/lib/engine/simulate/simulation";
import type { RunState } from "@/lib/nodes/facts";
import { registry } from "@/lib/nodes/registry";
import { graphOf, state } from "../engine/walk";
import { now } from "./run-node";

/**
 * Simulates one node the way a dry run does, after a trigger unless it is one itself, until its last wait has ended.
 * `event` is what the trigger tells. `more` replaces parts of the simulation: answers, outcomes, a graph with other steps,
 * where the node's id is `n`, the trigger's `t`, and a step that a jump may name `end`.
 * @returns its last visit, and whether the output fits the node's schema and the outlet exists
 */
export async function simulateNode(args: {
  type: string;
  config: object;
  contact?: Partial<RunState["contact"]>;
  event?: Record<string, unknown>;
  more?: Partial<SimulationInput>;
}): Promise<{ step: SimulatedStep; fits: boolean }> {
  const { type, config, contact, event, more } = args;
  const node = registry.get(type)!;
  const isTrigger = node.kind === "trigger";
  const graph =
    more?.graph ??
    graphOf({
      nodes: [...(isTrigger ? [] : ["t:manual"]), `n:${type}`, "end:stop"],
      edges: isTrigger ? [] : ["t>n"],
      configs: { n: config },
    });
  const made = await simulate({
    graph,
    registry,
    contact: { ...state.contact, ...contact },
    trigger: { ...state.trigger, data: event ?? state.trigger.data },
    triggerNodeId: isTrigger ? "n" : "t",
    startAt: now,
    workspace: state.workspace,
    workflow: { id: "w1", name: "Demo" },
    checkField: ({ value }) => value,
    ...more,
  });
  const step = made.steps.findLast(({ nodeId }) => nodeId === "n");
  if (!step) throw new Error(`The simulation never came to the step: ${made.reason}`);
  const outlets = node.outlets(node.config.parse(config) as never).map(({ id }) => id);
  const leaves = step.outlet === null ? outlets.length === 0 || node.role === "fork" : outlets.includes(step.outlet);
  return { step, fits: step.status === "done" && node.output.schema.safeParse(step.output).success && leaves };
}
