import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addNode,
  connect,
  deleteNodes,
  disconnect,
  insertAfter,
  insertOnEdge,
  moveNodes,
  rename,
  setConfig,
  setSettings,
} from "@/lib/engine/edit";
import { copyNodes, duplicate, paste } from "@/lib/engine/edit/paste";
import { emptyGraph, type Graph, graphSchema } from "@/lib/engine/graph";
import { newKey } from "@/lib/engine/keys";
import { checkDraft } from "@/lib/engine/validate";
import { allNodes, getNode, registry } from "@/lib/nodes/registry";
import { graphOf } from "./walk";

const ids = () => {
  let n = 0;
  return () => {
    n += 1;
    return `new${n}`;
  };
};
const edges = (graph: Graph) =>
  graph.edges.map(({ source, outlet, target }) => `${source}.${outlet}>${target}`).toSorted();
const line = () =>
  graphOf({
    nodes: ["t:manual", "a:add_tag", "b:add_note"],
    edges: ["t>a", "a>b"],
    configs: { a: { tag: "x" }, b: { body: "Note {{ steps.add_tag_1.tag }}" } },
  });
const definition = getNode("wait")!;

test("keys are unique, readable and fit the schema", () => {
  const graph = emptyGraph();
  expect(newKey({ graph, type: "send_email" })).toBe("send_email");
  const one = addNode({ graph, definition: getNode("send_email")!, newId: ids() }).graph;
  expect(newKey({ graph: one, type: "send_email" })).toBe("send_email_2");
  expect(newKey({ graph, type: "9 Ä!" })).toMatch(/^[a-z][a-z0-9_]*$/);
});

describe("inserting", () => {
  test("after an outlet pushes what followed behind the new node", () => {
    const { graph, nodeId } = insertAfter({ graph: line(), source: "a", outlet: "out", definition, newId: ids() });
    expect(nodeId).toBe("new1");
    expect(edges(graph)).toEqual(["a.out>new1", "new1.out>b", "t.out>a"]);
  });
  test("at an open outlet just connects", () => {
    expect(edges(insertAfter({ graph: line(), source: "b", outlet: "out", definition, newId: ids() }).graph)).toEqual([
      "a.out>b",
      "b.out>new1",
      "t.out>a",
    ]);
  });
  test("on a connection, a branching node goes on by its first way out", () => {
    const { graph } = insertOnEdge({ graph: line(), edgeId: "t:out", definition: getNode("if_else")!, newId: ids() });
    expect(edges(graph)).toEqual(["a.out>b", "new1.yes>a", "t.out>new1"]);
  });
  test("a trigger cannot follow anything", () => {
    const graph = line();
    expect(insertAfter({ graph, source: "a", outlet: "out", definition: getNode("manual")!, newId: ids() })).toEqual({
      graph,
      nodeId: null,
    });
  });
});

describe("deleting", () => {
  test("heals the line", () => {
    expect(edges(deleteNodes({ graph: line(), nodeIds: ["a"] }))).toEqual(["t.out>b"]);
    const long = insertAfter({ graph: line(), source: "a", outlet: "out", definition, newId: ids() }).graph;
    expect(edges(deleteNodes({ graph: long, nodeIds: ["a", "new1"] }))).toEqual(["t.out>b"]);
  });
  test("cannot heal where two ways went on", () => {
    const graph = graphOf({
      nodes: ["t:manual", "q:if_else", "a:wait", "b:wait"],
      edges: ["t>q", "q.yes>a", "q.no>b"],
    });
    expect(edges(deleteNodes({ graph, nodeIds: ["q"] }))).toEqual([]);
  });
  test("never leads a node to itself", () => {
    const graph = graphOf({ nodes: ["t:manual", "a:wait", "b:wait"], edges: ["t>a", "a>b", "b>a"] });
    expect(edges(deleteNodes({ graph, nodeIds: ["b"] }))).toEqual(["t.out>a"]);
  });
});

describe("connecting and changing", () => {
  test("an outlet has one connection: a new one replaces it", () => {
    const graph = connect({ graph: line(), registry, source: "t", outlet: "out", target: "b" });
    expect(edges(graph)).toEqual(["a.out>b", "t.out>b"]);
    expect(edges(disconnect({ graph, edgeId: "t:out" }))).toEqual(["a.out>b"]);
  });
  test("nothing leads into a trigger or to nowhere", () => {
    const graph = line();
    expect(connect({ graph, registry, source: "b", outlet: "out", target: "t" })).toBe(graph);
    expect(connect({ graph, registry, source: "b", outlet: "out", target: "gone" })).toBe(graph);
  });
  test("a name is trimmed, an empty one falls back, the key stays", () => {
    const named = rename({ graph: line(), nodeId: "a", name: "  Mark  " });
    expect([named.nodes[1]?.name, named.nodes[1]?.key]).toEqual(["Mark", "add_tag_1"]);
    expect(rename({ graph: named, nodeId: "a", name: " " }).nodes[1]).not.toHaveProperty("name");
  });
  test("connections of a branch go with the branch", () => {
    const graph = graphOf({ nodes: ["t:manual", "p:parallel", "a:wait", "b:wait"], edges: ["t>p", "p.a>a", "p.b>b"] });
    const config = {
      branches: [
        { id: "a", name: "A" },
        { id: "c", name: "C" },
      ],
    };
    expect(edges(setConfig({ graph, registry, nodeId: "p", config }))).toEqual(["p.a>a", "t.out>p"]);
  });
  test("the error branch goes when failures no longer take it", () => {
    const graph = setSettings({ graph: line(), registry, nodeId: "a", settings: { onError: "branch" } });
    const wired = connect({ graph, registry, source: "a", outlet: "error", target: "b" });
    expect(edges(wired)).toContain("a.error>b");
    const config = { tag: "y" };
    expect(edges(setConfig({ graph: wired, registry, nodeId: "a", config }))).toContain("a.error>b");
    expect(edges(setSettings({ graph: wired, registry, nodeId: "a", settings: { onError: "stop" } }))).not.toContain(
      "a.error>b",
    );
  });
  test("moving changes places only", () => {
    expect(moveNodes({ graph: line(), positions: { a: { x: 5, y: 6 } } }).nodes[1]?.position).toEqual({ x: 5, y: 6 });
  });
});

describe("copying", () => {
  test("gives new ids and keys, keeps inner connections and follows references among the copies", () => {
    const { graph, nodeIds } = duplicate({ graph: line(), nodeIds: ["a", "b"], newId: ids() });
    expect(nodeIds).toEqual(["new1", "new2"]);
    expect(edges(graph)).toContain("new1.out>new2");
    expect(graph.nodes.map(({ key }) => key)).toEqual(["manual_0", "add_tag_1", "add_note_2", "add_tag", "add_note"]);
    expect(graph.nodes.at(-1)?.config.body).toBe("Note {{ steps.add_tag.tag }}");
    expect(graph.nodes[2]?.config.body).toBe("Note {{ steps.add_tag_1.tag }}");
  });
  test("a reference to a node that was not copied stays", () => {
    const { graph } = paste({ graph: line(), clipping: copyNodes({ graph: line(), nodeIds: ["b"] }), newId: ids() });
    expect(graph.nodes.at(-1)?.config.body).toBe("Note {{ steps.add_tag_1.tag }}");
  });
});

test("any row of edits leaves a graph that can be saved, and the graph before untouched", () => {
  const edit = fc.record({
    what: fc.nat(6),
    a: fc.nat(50),
    b: fc.nat(50),
    type: fc.constantFrom(...allNodes().map(({ type }) => type)),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
      const newId = ids();
      let graph: Graph = line();
      for (const { what, a, b, type } of edits) {
        const before = JSON.stringify(graph);
        const previous = graph;
        const node = (n: number) => graph.nodes[n % Math.max(1, graph.nodes.length)]?.id ?? "none";
        const made = { definition: getNode(type)!, newId };
        const outlet = ["out", "yes", "a", "timeout"][b % 4]!;
        graph = [
          () => addNode({ graph, ...made }).graph,
          () => insertAfter({ graph, source: node(a), outlet, ...made }).graph,
          () => deleteNodes({ graph, nodeIds: [node(a), node(b)] }),
          () => connect({ graph, registry, source: node(a), outlet, target: node(b) }),
          () => duplicate({ graph, nodeIds: [node(a), node(b)], newId }).graph,
          () => setSettings({ graph, registry, nodeId: node(a), settings: { onError: "branch" } }),
          () => disconnect({ graph, edgeId: graph.edges[a % Math.max(1, graph.edges.length)]?.id ?? "none" }),
        ][what]!();
        expect(JSON.stringify(previous)).toBe(before);
      }
      expect(checkDraft({ graph, registry })).toEqual([]);
      expect(graphSchema.safeParse(JSON.parse(JSON.stringify(graph))).success).toBe(true);
    }),
    { numRuns: 300 },
  );
});
