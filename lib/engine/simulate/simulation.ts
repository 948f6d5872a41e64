import type { Endings } from "@/lib/engine/early-end";
import type { Graph } from "@/lib/engine/graph";
import type { CheckField } from "@/lib/engine/simulate/patch-contact";
import type { StepWrite } from "@/lib/engine/transition";
import type { NodeRegistry } from "@/lib/nodes/define-node";
import type { Effect, EffectOutcome } from "@/lib/nodes/effects";
import type { ContactFacts, RunState, TriggerFacts } from "@/lib/nodes/facts";

/**
 * How a wait ends, chosen for a node (all its visits, or one): by its event number `index` after some seconds, or by its
 * time. `outlet` sends the token out by that way instead, for steps that ask somebody (an approval, a call).
 */
export type WaitAnswer = { nodeId: string; visit?: number } & (
  | { by: "event"; index: number; afterSeconds?: number; data?: Record<string, unknown> }
  | { by: "timeout" }
  | { by: "outlet"; outlet: string }
);

export interface SimulationInput {
  graph: Graph;
  registry: NodeRegistry;
  contact: ContactFacts;
  trigger: TriggerFacts;
  /** The trigger node the first token stands at. */
  triggerNodeId: string;
  /** ISO 8601. */
  startAt: string;
  workspace: RunState["workspace"];
  workflow: { id: string; name: string };
  answers?: readonly WaitAnswer[];
  /** What providers answer, by node id; everything else is done. */
  outcomes?: Readonly<Record<string, "done" | "failed" | "unknown">>;
  /** The workflow's goal and exit condition, looked at before every step. */
  endings?: Endings;
  /** Visits at most; then the simulation stops with the status `limit`. */
  maxSteps?: number;
  checkField: CheckField;
  /** The rules of sending as they stand: what keeps the effect from going out, or null. */
  judge?(args: { effect: Effect; state: RunState; now: string }): Promise<EffectOutcome | null>;
}

/** Something that would have left the system. */
export interface WouldSend {
  effect: Effect;
  status: EffectOutcome["status"];
  /** Why it would not go out, or not now. */
  reason: string | null;
  /** Millionths of one US dollar, 0 when it costs nothing or nothing is sent. */
  costMicros: number;
}

export interface SimulatedStep {
  nodeId: string;
  nodeKey: string;
  nodeType: string;
  path: string;
  visit: number;
  status: StepWrite["status"];
  outlet: string | null;
  startedAt: string;
  /** Null while it waits. */
  endedAt: string | null;
  input: Record<string, unknown>;
  output: Record<string, unknown>;
  note: string | null;
  error: string | null;
  wouldSend: WouldSend[];
  /** What it waited for, and how that ended. */
  wait: SimulatedWait | null;
}

export interface SimulatedWait {
  kind: "time" | "events" | "join";
  until: string | null;
  /** Event types in the order the node names them. */
  events: string[];
  /** Null while nothing has ended it. */
  endedBy: "time" | "event" | "timeout" | "branches" | null;
  /** Which of the events. */
  index: number | null;
}

export interface Simulation {
  steps: SimulatedStep[];
  /** `waiting`: a wait has neither a time nor a chosen answer. `limit`: more than `maxSteps` visits. */
  status: "completed" | "failed" | "exited" | "waiting" | "limit";
  reason: string | null;
  startedAt: string;
  endedAt: string;
  cost: { totalMicros: number; byKind: Record<string, number> };
  vars: Record<string, unknown>;
  contact: ContactFacts;
  /** Contact fields that end with another value. */
  contactChanges: Record<string, { from: unknown; to: unknown }>;
  /** In words: what else a real run would have written. */
  writes: string[];
}
