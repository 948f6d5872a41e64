import { indexGraph } from "@/lib/engine/graph-index";
import { type Check, nameOf, type Problem } from "@/lib/engine/validate/problem";
import { waysOf } from "@/lib/engine/validate/ways";

/** Walks every way from the triggers with the parallel steps it is inside: each join must close exactly one of them. */
export function checkJoins({ graph, registry }: Check): Problem[] {
  const { nodes } = indexGraph(graph);
  const ways = waysOf({ graph, registry });
  const role = (id: string) => {
    const node = nodes.get(id);
    return node && !node.settings.disabled ? registry.get(node.type)?.role : undefined;
  };
  const closes = new Map<string, Set<string>>();
  const again = new Set<string>();
  const queue = graph.nodes
    .filter((node) => registry.get(node.type)?.kind === "trigger")
    .map((node) => ({ id: node.id, inside: [] as string[] }));
  const seen = new Set<string>();
  for (const { id, inside } of queue) {
    const place = `${id} ${inside.join("/")}`;
    if (seen.has(place) || seen.size > 20_000) continue;
    seen.add(place);
    let after = inside;
    if (role(id) === "join") {
      const inner = inside.at(-1) ?? "";
      // The items of a loop have no join: inside one, a join has nothing to close.
      const closed = role(inner) === "fork" ? inner : "";
      closes.set(id, (closes.get(id) ?? new Set()).add(closed));
      after = closed ? inside.slice(0, -1) : inside;
    } else if (role(id) === "fork") {
      if (inside.includes(id)) {
        again.add(id);
        continue;
      }
      after = [...inside, id];
    }
    for (const { outlet, target } of ways(id)) {
      const isItem = role(id) === "loop" && outlet === "item";
      if (isItem && inside.includes(id)) continue;
      const back = role(target) === "loop" && inside.includes(target);
      if (!back) queue.push({ id: target, inside: isItem ? [...after, id] : after });
    }
  }
  const problem = (args: { nodeId: string; code: string; message: (name: string) => string }): Problem => {
    const name = nameOf({ node: nodes.get(args.nodeId)!, registry });
    return { severity: "error", nodeId: args.nodeId, code: args.code, message: args.message(name) };
  };
  const joins = new Map<string, string[]>();
  for (const [join, forks] of closes) for (const fork of forks) joins.set(fork, [...(joins.get(fork) ?? []), join]);
  return [
    ...[...closes].flatMap(([nodeId, forks]) => {
      if (forks.size === 1 && !forks.has("")) return [];
      const message = (name: string) =>
        forks.size === 1
          ? `${name} joins nothing: no parallel step leads to it.`
          : `${name} must join the branches of one parallel step, and only those.`;
      return [problem({ nodeId, code: "join_without_parallel", message })];
    }),
    ...[...joins].flatMap(([nodeId, list]) => {
      if (nodeId === "" || list.length < 2) return [];
      const message = (name: string) => `The branches of ${name} end in two joins. One join must take them all.`;
      return [problem({ nodeId, code: "two_joins", message })];
    }),
    ...[...again].map((nodeId) => {
      const message = (name: string) => `A branch of ${name} leads back to it. Join the branches before going back.`;
      return problem({ nodeId, code: "parallel_in_itself", message });
    }),
  ];
}
