import { indexGraph } from "@/lib/engine/graph-index";
import { outletsOf } from "@/lib/engine/outlets";
import { type Check, nameOf, type Problem } from "@/lib/engine/validate/problem";
import { waysOf } from "@/lib/engine/validate/ways";

/** How a run can move: a trigger to begin with, connections from real outlets, no loop that never waits, no lost step. */
export function checkFlow({ graph, registry }: Check): Problem[] {
  const problems: Problem[] = [];
  const { nodes } = indexGraph(graph);
  const ways = waysOf({ graph, registry });
  const isTrigger = (type: string) => registry.get(type)?.kind === "trigger";
  const triggers = graph.nodes.filter((node) => isTrigger(node.type));
  if (!triggers.some((node) => !node.settings.disabled)) {
    problems.push({
      severity: "error",
      code: "no_trigger",
      message: "Add a trigger: without one nothing ever starts.",
    });
  }
  for (const edge of graph.edges) {
    const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
    const definition = source && registry.get(source.type);
    if (target && isTrigger(target.type)) {
      const message = `Nothing can lead into ${nameOf({ node: target, registry })}, because it is a trigger.`;
      problems.push({ severity: "error", edgeId: edge.id, nodeId: target.id, code: "edge_into_trigger", message });
    }
    if (!source || !definition) continue;
    if (!outletsOf({ node: source, definition }).some((outlet) => outlet.id === edge.outlet)) {
      const message = `${nameOf({ node: source, registry })} has no way out "${edge.outlet}".`;
      problems.push({ severity: "error", edgeId: edge.id, nodeId: source.id, code: "unknown_outlet", message });
    }
  }
  const reached = new Set(triggers.map((node) => node.id));
  for (const id of reached) for (const { target } of ways(id)) reached.add(target);
  for (const node of graph.nodes) {
    const definition = registry.get(node.type);
    const at = { severity: "warning" as const, nodeId: node.id };
    if (!reached.has(node.id)) {
      const message = `${nameOf({ node, registry })} is never reached: nothing leads to it.`;
      problems.push({ ...at, code: "unreachable", message });
    }
    if (node.settings.onError === "continue" && definition && outletsOf({ node, definition }).length > 1) {
      const message = `${nameOf({ node, registry })} has several ways out, so a failure still stops the run.`;
      problems.push({ ...at, path: "settings.onError", code: "continue_is_unclear", message });
    }
  }
  return [...problems, ...loops({ graph, registry })];
}

/**
 * Loops that no waiting step interrupts: they would turn until the visit limit stops the run. One problem per loop. The way of
 * an item may lead back to its loop over a list, which counts the items.
 */
function loops({ graph, registry }: Check): Problem[] {
  const { nodes } = indexGraph(graph);
  const ways = waysOf({ graph, registry });
  const isList = (id: string) => registry.get(nodes.get(id)?.type ?? "")?.role === "loop";
  const waits = new Set(
    graph.nodes
      .filter((node) => registry.get(node.type)?.role === "wait" && !node.settings.disabled)
      .map(({ id }) => id),
  );
  const next = (id: string) =>
    ways(id)
      .filter(({ outlet, target }) => !waits.has(target) && !(outlet === "item" && isList(id)))
      .map(({ target }) => target);
  const problems: Problem[] = [];
  const state = new Map<string, "open" | "done">();
  for (const node of graph.nodes) {
    if (waits.has(node.id) || state.has(node.id)) continue;
    state.set(node.id, "open");
    const stack = [{ id: node.id, targets: next(node.id) }];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const target = top.targets.pop();
      if (target === undefined) {
        state.set(top.id, "done");
        stack.pop();
      } else if (state.get(target) === "open") {
        const looped = graph.nodes.find(({ id }) => id === target);
        if (!looped) continue;
        const message = `${nameOf({ node: looped, registry })} is in a loop without a wait. Add a waiting step to the loop.`;
        problems.push({ severity: "error", nodeId: target, code: "loop_without_wait", message });
      } else if (!state.has(target)) {
        state.set(target, "open");
        stack.push({ id: target, targets: next(target) });
      }
    }
  }
  return problems.filter((problem, n) => problems.findIndex((other) => other.nodeId === problem.nodeId) === n);
}
