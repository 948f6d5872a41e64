import type { WaitAnswerInput } from "@/lib/api/contracts/simulations";
import { evaluate } from "@/lib/conditions";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Endings } from "@/lib/engine/early-end";
import type { Graph, GraphNode } from "@/lib/engine/graph";
import { simulate } from "@/lib/engine/simulate/simulate";
import type { Simulation, WaitAnswer } from "@/lib/engine/simulate/simulation";
import { AppError, invalid } from "@/lib/errors";
import type { RunState, TriggerFacts } from "@/lib/nodes/facts";
import { registry } from "@/lib/nodes/registry";
import { checkField } from "@/lib/services/contacts/update-contact-fields";
import { judgeEffect } from "@/lib/services/simulations/judge-effect";
import { type Person, personFor } from "@/lib/services/simulations/person";
import { triggerFacts } from "@/lib/services/simulations/trigger-facts";

/** The workflow a test is about; goal and exit condition count as in a real run. */
export interface TestedWorkflow {
  id: string;
  name: string;
  endings?: Endings;
}

/** What a test begins with, as the API spells it. */
export interface TestInput {
  contact_id?: string;
  trigger_node_id?: string;
  activity_id?: string;
  data?: Record<string, unknown>;
  answers?: WaitAnswerInput[];
  outcomes?: Record<string, "done" | "failed" | "unknown">;
  start_at?: string;
}

export interface Tested {
  simulation: Simulation;
  person: Person;
  trigger: { node_id: string; matches: boolean; because: string } | null;
}

/** Runs the whole graph for one contact in memory. @throws AppError 422 naming what does not exist */
export async function dryRun({
  ctx,
  graph,
  workflow,
  input,
}: {
  ctx: ServiceContext;
  graph: Graph;
  workflow: TestedWorkflow;
  input: TestInput;
}): Promise<Tested> {
  const node = triggerNode({ graph, id: input.trigger_node_id });
  const person = await personFor({ ctx, contactId: input.contact_id });
  const workspace = await workspaceFacts(ctx);
  const trigger = await triggerFacts({ ctx, node, input, contactId: input.contact_id ?? null });
  const simulation = await simulate({
    graph,
    registry,
    contact: person.facts,
    trigger,
    triggerNodeId: node.id,
    startAt: input.start_at ?? ctx.now,
    workspace,
    workflow,
    endings: workflow.endings,
    answers: (input.answers ?? []).map(answerOf),
    outcomes: input.outcomes,
    checkField,
    judge: judgeEffect({ ctx, real: person.id !== null }),
  });
  return { simulation, person, trigger: matchOf({ node, trigger, person, workspace, now: ctx.now }) };
}

/** The workspace as templates see it. */
export async function workspaceFacts(ctx: ServiceContext): Promise<RunState["workspace"]> {
  const row = await ctx.db
    .selectFrom("workspaces")
    .select(["id", "name", "time_zone"])
    .where("id", "=", ctx.workspaceId)
    .executeTakeFirstOrThrow();
  return { id: row.id, name: row.name, timeZone: row.time_zone };
}

/** A chosen answer in the simulator's terms. @throws AppError 422 */
export function answerOf(answer: WaitAnswerInput, n: number): WaitAnswer {
  const place = { nodeId: answer.node_id, ...(answer.visit !== undefined && { visit: answer.visit }) };
  if (answer.by === "timeout") return { ...place, by: "timeout" };
  if (answer.by === "outlet") {
    if (!answer.outlet) throw invalid(`answers.${n}.outlet`, "Name the way out.");
    return { ...place, by: "outlet", outlet: answer.outlet };
  }
  return {
    ...place,
    by: "event",
    index: answer.index ?? 0,
    ...(answer.after_seconds !== undefined && { afterSeconds: answer.after_seconds }),
    ...(answer.data && { data: answer.data }),
  };
}

function triggerNode({ graph, id }: { graph: Graph; id?: string }): GraphNode {
  const triggers = graph.nodes.filter((node) => registry.get(node.type)?.kind === "trigger");
  const node = id
    ? triggers.find((one) => one.id === id)
    : (triggers.find((one) => !one.settings.disabled) ?? triggers[0]);
  if (node) return node;
  if (id) throw invalid("trigger_node_id", "This workflow has no such trigger.");
  throw new AppError("conflict", "This workflow has no trigger yet. Add one first.");
}

function matchOf(args: {
  node: GraphNode;
  trigger: TriggerFacts;
  person: Person;
  workspace: RunState["workspace"];
  now: string;
}): Tested["trigger"] {
  const { node, trigger, person, workspace, now } = args;
  const definition = registry.get(node.type);
  const parsed = definition?.config.safeParse(node.config);
  if (!definition?.trigger || !parsed?.success)
    return { node_id: node.id, matches: false, because: "The trigger is not set up completely." };
  const condition = definition.trigger.conditions?.(parsed.data);
  if (!condition) return { node_id: node.id, matches: true, because: "The trigger has no conditions." };
  const { result, trace } = evaluate({ condition, state: { contact: person.facts, trigger, workspace }, now });
  return { node_id: node.id, matches: result, because: trace };
}
