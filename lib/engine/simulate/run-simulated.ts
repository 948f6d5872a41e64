import type { GraphNode } from "@/lib/engine/graph";
import { ownResult } from "@/lib/engine/interpret";
import { type RecordingNode, recordingContext } from "@/lib/engine/simulate/recording-context";
import type { SimulationInput, WaitAnswer, WouldSend } from "@/lib/engine/simulate/simulation";
import type { World } from "@/lib/engine/simulate/world";
import type { NodeDefinition } from "@/lib/nodes/define-node";
import type { Effect, EffectOutcome } from "@/lib/nodes/effects";
import type { Resumed, RunState } from "@/lib/nodes/facts";
import type { NodeResult } from "@/lib/nodes/node-result";

export interface RanNode {
  result: NodeResult;
  recording: RecordingNode | null;
  sends: WouldSend[];
}

const MAX_EFFECTS = 50;
const configs = new WeakMap<GraphNode, Record<string, unknown>>();

/**
 * Runs one node in a simulation until it says something the interpreter can apply. `run` goes first, so that messages are
 * rendered as they would be sent; where a provider or a person would have to answer, the node's `simulate` speaks.
 * @throws whatever the node throws; `retryable: false` and plain words when its settings are not complete
 */
export async function runSimulated(args: {
  input: SimulationInput;
  world: World;
  state: RunState;
  node: GraphNode;
  definition: NodeDefinition;
  visit: number;
  resumed: Resumed | null;
  now: string;
  answer: WaitAnswer | undefined;
}): Promise<RanNode> {
  const { input, world, state, node, definition, visit, resumed, now, answer } = args;
  const own = ownResult({ graph: input.graph, node, definition, triggerData: input.trigger.data });
  if (own) return { result: own, recording: null, sends: [] };
  const config = configOf({ node, definition });
  const recording = recordingContext({ world, state, node, visit, resumed, now });
  const sends: WouldSend[] = [];
  const simulate = definition.simulate && (() => definition.simulate!(recording.ctx, config));
  const run = definition.run ?? definition.simulate;
  if (!run) throw new Error(`The node type "${node.type}" cannot be run.`);
  let result = await run(recording.ctx, config);
  let spoken = false;
  while (result.type === "perform") {
    if (sends.length >= MAX_EFFECTS) throw new Error("The step wants to send without end.");
    const outcome = await outcomeOf({ ...args, effect: result.effect });
    const costs = outcome.status === "done";
    sends.push({
      effect: result.effect,
      status: outcome.status,
      reason: "reason" in outcome ? outcome.reason : null,
      costMicros: costs ? (outcome.cost?.micros ?? definition.cost?.(config, state)?.micros ?? 0) : 0,
    });
    if (costs && simulate && !spoken && answer?.by !== "event" && answer?.by !== "timeout") {
      spoken = true;
      result = await simulate();
      if (result.type === "perform") result = result.after(outcome);
    } else {
      result = result.after(outcome);
    }
  }
  const unanswered = answer === undefined || answer.by === "outlet";
  if (result.type === "waitFor" && unanswered && simulate && !spoken) {
    const assumed = await simulate();
    if (assumed.type !== "perform") result = assumed;
  }
  if (answer?.by === "outlet" && (result.type === "done" || result.type === "waitFor"))
    result = {
      type: "done",
      output: result.type === "done" ? result.output : definition.output.sample,
      outlet: answer.outlet,
      note: result.note,
    };
  return { result, recording, sends };
}

/** What becomes of an effect: the rules of sending first, then what was chosen for the node. */
async function outcomeOf(args: {
  input: SimulationInput;
  world: World;
  state: RunState;
  node: GraphNode;
  now: string;
  effect: Effect;
}): Promise<EffectOutcome> {
  const { input, world, state, node, now, effect } = args;
  const judged = await input.judge?.({ effect, state, now });
  if (judged) return judged;
  const chosen = input.outcomes?.[node.id] ?? "done";
  if (chosen === "failed")
    return { status: "failed", reason: "The provider refused it, as chosen for this test.", retryable: false };
  if (chosen === "unknown")
    return { status: "unknown", reason: "The provider never answered, as chosen for this test." };
  return { status: "done", output: believable({ effect, world }) };
}

/** What a provider would have answered, as far as the effect tells. */
function believable({ effect, world }: { effect: Effect; world: World }): Record<string, unknown> {
  const { to, subject } = effect as { to?: string; subject?: string };
  return { status: "sent", message_id: world.newId(), ...(to && { to }), ...(subject && { subject }) };
}

function configOf({ node, definition }: { node: GraphNode; definition: NodeDefinition }): Record<string, unknown> {
  const known = configs.get(node);
  if (known) return known;
  const parsed = definition.config.safeParse(node.config);
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "check its settings.";
    throw Object.assign(new Error(`This step is not set up completely: ${message}`), { retryable: false });
  }
  configs.set(node, parsed.data);
  return parsed.data;
}
