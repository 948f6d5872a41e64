import type { Graph } from "@/lib/engine/graph";
import { indexGraph } from "@/lib/engine/graph-index";
import { branchesOf } from "@/lib/engine/moves/branches";
import { type PeopleChoices, stepName } from "@/lib/engine/moves/decide-move";
import type { NodeRegistry } from "@/lib/nodes/define-node";

/**
 * What is wrong with choices for people inside, per field, such as `people.nodes.w1.to`: a step that is not in the new
 * version, that nobody can be put at, or a removed step with people about whom nothing was said.
 * @param inhabited graphs of the versions that still have people
 * @param standing node ids at which somebody stands
 */
export function checkChoices({
  after,
  inhabited,
  standing,
  choices,
  registry,
}: {
  after: Graph;
  inhabited: Graph[];
  standing: ReadonlySet<string>;
  choices: PeopleChoices;
  registry: NodeRegistry;
}): { path: string; message: string }[] {
  const { nodes } = indexGraph(after);
  const branches = branchesOf({ graph: after, registry });
  const problems: { path: string; message: string }[] = [];
  const wasNode = (id: string) => inhabited.map((graph) => indexGraph(graph).nodes.get(id)).find(Boolean);
  for (const [id, { choice, to }] of Object.entries(choices.nodes)) {
    const path = `people.nodes.${id}`;
    if (!nodes.has(id) && !wasNode(id)) problems.push({ path, message: "There is no step with this id." });
    if (to === undefined) continue;
    const target = nodes.get(to);
    const name = target && stepName({ node: target, registry });
    const definition = target && registry.get(target.type);
    const chains = branches.get(to);
    const say = (message: string) => problems.push({ path: `${path}.to`, message });
    if (choice !== "move") say("A step to go on from is only needed where people move.");
    else if (!target) say("This step is not in the new version. Choose another one.");
    else if (definition?.kind === "trigger")
      say(`${name} is a trigger: nobody can be put there. Choose a step after it.`);
    else if (definition?.role === "join")
      say(`${name} waits for the branches of a parallel step: nobody can be put there. Choose a step after it.`);
    else if (chains && !chains.has(""))
      say(`${name} is inside a branch or loop that these people are not in. Choose a step outside of it.`);
  }
  for (const id of standing) {
    const own = choices.nodes[id];
    if (nodes.has(id) || (own?.choice ?? choices.default) !== "move" || own?.to !== undefined) continue;
    const was = wasNode(id);
    const name = was ? stepName({ node: was, registry }) : "a step";
    const message = `${name} is not in the new version. Choose where its people go on, or let them stay or leave.`;
    problems.push({ path: `people.nodes.${id}`, message: message[0]!.toUpperCase() + message.slice(1) });
  }
  return problems;
}
