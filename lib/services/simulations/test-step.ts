import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { simulateStep } from "@/lib/engine/simulate/simulate-step";
import { invalid } from "@/lib/errors";
import type { RunState } from "@/lib/nodes/facts";
import { registry } from "@/lib/nodes/registry";
import { checkField } from "@/lib/services/contacts/update-contact-fields";
import { answerOf, type Tested, type TestInput, workspaceFacts } from "@/lib/services/simulations/dry-run";
import { judgeEffect } from "@/lib/services/simulations/judge-effect";
import { personFor } from "@/lib/services/simulations/person";
import { triggerFacts } from "@/lib/services/simulations/trigger-facts";

/** Tries one step alone: earlier steps answered with pinned outputs, or with their samples. @throws AppError 422 */
export async function testStep({
  ctx,
  graph,
  workflow,
  input,
}: {
  ctx: ServiceContext;
  graph: Graph;
  workflow: { id: string; name: string };
  input: TestInput & { node_id?: string; pinned?: RunState["steps"] };
}): Promise<Tested> {
  const node = graph.nodes.find((one) => one.id === input.node_id);
  if (!node) throw invalid("node_id", input.node_id ? "This workflow has no such step." : "Name the step to try.");
  const person = await personFor({ ctx, contactId: input.contact_id });
  const triggers = graph.nodes.filter((one) => registry.get(one.type)?.kind === "trigger");
  const trigger = triggers.find((one) => one.id === input.trigger_node_id) ?? triggers[0] ?? node;
  const outputs: RunState["steps"] = {};
  for (const one of graph.nodes)
    if (one.id !== node.id) outputs[one.key] = input.pinned?.[one.key] ?? registry.get(one.type)?.output.sample ?? {};
  const simulation = await simulateStep({
    outputs,
    nodeId: node.id,
    input: {
      graph,
      registry,
      contact: person.facts,
      trigger: await triggerFacts({ ctx, node: trigger, input, contactId: input.contact_id ?? null }),
      triggerNodeId: trigger.id,
      startAt: input.start_at ?? ctx.now,
      workspace: await workspaceFacts(ctx),
      workflow,
      answers: (input.answers ?? []).map(answerOf),
      outcomes: input.outcomes,
      checkField,
      judge: judgeEffect({ ctx, real: person.id !== null }),
    },
  });
  return { simulation, person, trigger: null };
}
