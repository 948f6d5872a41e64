import { indexGraph } from "@/lib/engine/graph-index";
import { type Check, nameOf, type Problem } from "@/lib/engine/validate/problem";
import { jumpsOf, type Way, waysOf } from "@/lib/engine/validate/ways";

/**
 * Jumps lead to steps that exist and are no triggers, and stay in their own branch: a parallel step or a loop is entered and
 * left by its own ways only.
 */
export function checkJumps({ graph, registry }: Check): Problem[] {
  const { nodes } = indexGraph(graph);
  const jumping = graph.nodes.filter((node) => jumpsOf({ node, registry }).length > 0);
  if (jumping.length === 0) return [];
  const places = placesOf({ graph, registry });
  return jumping.flatMap((node): Problem[] =>
    jumpsOf({ node, registry }).flatMap((id): Problem[] => {
      const name = nameOf({ node, registry });
      const problem = (code: string, message: string): Problem[] => [
        { severity: "error", nodeId: node.id, path: "config.target", code, message: `${name}: ${message}` },
      ];
      const target = nodes.get(id);
      if (!target) return problem("unknown_step", "The step to go on at is not there any more. Choose another one.");
      const label = nameOf({ node: target, registry });
      if (registry.get(target.type)?.kind === "trigger")
        return problem("jump_to_trigger", `${label} is a trigger, and nothing can lead to one.`);
      if (id === node.id) return problem("jump_to_itself", "It would go on at itself.");
      const [from, to] = [places.get(node.id), places.get(id)];
      if (!from || !to || [...from].every((place) => to.has(place) || endsLoop({ place, id }))) return [];
      return problem(
        "jump_between_branches",
        `${label} lies in another branch. A jump must stay in its own branch of a parallel step or loop.`,
      );
    }),
  );
}

/** From inside a loop back to it: the item is done. */
const endsLoop = ({ place, id }: { place: string; id: string }) => place.split("/").at(-1) === `${id}.item`;

/** For each step the branches it can be reached in along connections, such as `fork.a/loop.item`. */
function placesOf({ graph, registry }: Check): Map<string, Set<string>> {
  const { nodes } = indexGraph(graph);
  const ways = waysOf({ graph, registry });
  const places = new Map<string, Set<string>>();
  const queue = graph.nodes
    .filter((node) => registry.get(node.type)?.kind === "trigger")
    .map((node) => ({ id: node.id, inside: [] as string[] }));
  let steps = 0;
  for (const { id, inside } of queue) {
    const known = places.get(id) ?? new Set<string>();
    const place = inside.join("/");
    steps += 1;
    if (known.has(place) || inside.length > 8 || steps > 20_000) continue;
    places.set(id, known.add(place));
    const node = nodes.get(id);
    const role = node && !node.settings.disabled ? registry.get(node.type)?.role : undefined;
    for (const way of ways(id).filter(({ outlet }) => outlet !== null))
      queue.push({ id: way.target, inside: after({ role, id, way, inside }) });
  }
  return places;
}

function after(args: { role: string | undefined; id: string; way: Way; inside: string[] }): string[] {
  const { role, id, way, inside } = args;
  if (role === "join") return inside.slice(0, -1);
  const branch = `${id}.${way.outlet}`;
  if (role === "fork" && !inside.includes(branch)) return [...inside, branch];
  // Back at its loop an item is done; what follows there is not inside it.
  if (role === "loop" && way.outlet === "item") return inside.includes(branch) ? inside : [...inside, branch];
  if (role === "loop" && inside.at(-1) === `${id}.item`) return inside.slice(0, -1);
  return inside;
}
