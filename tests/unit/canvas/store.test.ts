import { describe, expect, test, vi } from "vitest";
import { actions, nextOutlet } from "@/components/canvas/actions";
import { tidyPlaces } from "@/components/canvas/layout";
import { neighbour } from "@/components/canvas/neighbours";
import { nodeIcons } from "@/components/canvas/node-icon";
import { nodeSummary } from "@/components/canvas/node-words";
import { createCanvasStore } from "@/components/canvas/store";
import { setConfig } from "@/lib/engine/edit";
import { emptyGraph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";

const kind = (type: string) => registry.get(type)!;
const newStore = () => createCanvasStore({ graph: emptyGraph(), readOnly: false });

/** A trigger, a question and a step behind "no". */
function drawn() {
  const store = newStore();
  const trigger = actions.insert({
    store,
    definition: kind("manual"),
    target: { kind: "free", position: { x: 0, y: 0 } },
  })!;
  const ask = actions.insert({
    store,
    definition: kind("if_else"),
    target: { kind: "outlet", source: trigger, outlet: "out" },
  })!;
  const tag = actions.insert({
    store,
    definition: kind("add_tag"),
    target: { kind: "outlet", source: ask, outlet: "no" },
  })!;
  return { store, trigger, ask, tag };
}
const edgesOf = (store: ReturnType<typeof newStore>) =>
  store.getState().graph.edges.map(({ source, outlet, target }) => [source, outlet, target]);

describe("edits", () => {
  test("a step inserted on a connection stands between, and what is below makes room", () => {
    const { store, trigger, ask } = drawn();
    const before = store.getState().graph.nodes.find((node) => node.id === ask)!.position.y;
    const wait = actions.insert({
      store,
      definition: kind("wait"),
      target: { kind: "edge", edgeId: `${trigger}:out` },
    })!;
    expect(edgesOf(store)).toContainEqual([trigger, "out", wait]);
    expect(edgesOf(store)).toContainEqual([wait, "out", ask]);
    expect(store.getState().graph.nodes.find((node) => node.id === ask)!.position.y).toBeGreaterThan(before);
    expect(store.getState().selection).toEqual([wait]);
  });

  test("deleting heals the connection and chooses what was above", () => {
    const { store, trigger, ask } = drawn();
    const wait = actions.insert({
      store,
      definition: kind("wait"),
      target: { kind: "edge", edgeId: `${trigger}:out` },
    })!;
    actions.remove({ store });
    expect(edgesOf(store)).toContainEqual([trigger, "out", ask]);
    expect(store.getState().graph.nodes.some((node) => node.id === wait)).toBe(false);
    expect(store.getState().selection).toEqual([trigger]);
  });

  test("the next way out is the first one that leads nowhere", () => {
    const { store, ask } = drawn();
    expect(nextOutlet({ store, nodeId: ask })).toBe("yes");
    actions.insert({ store, definition: kind("stop"), target: { kind: "outlet", source: ask, outlet: "yes" } });
    expect(nextOutlet({ store, nodeId: store.getState().selection[0]! })).toBeNull();
  });

  test("copied steps come back with new ids and keys, anything else on the clipboard is left alone", () => {
    const { store, ask, tag } = drawn();
    store.getState().select([ask, tag]);
    const text = actions.copySelection({ store })!;
    expect(actions.pasteClipping({ store, text })).toBe(true);
    const { graph, selection } = store.getState();
    expect(graph.nodes).toHaveLength(5);
    expect(new Set(graph.nodes.map((node) => node.key)).size).toBe(5);
    expect(edgesOf(store)).toContainEqual([selection[0], "no", selection[1]]);
    for (const other of ["hello", "{}", '{"leadloom":"steps","nodes":[{"type":"teleport"}],"edges":[]}'])
      expect(actions.pasteClipping({ store, text: other })).toBe(false);
  });

  test("a viewer's store refuses every edit", () => {
    const store = createCanvasStore({ graph: drawn().store.getState().graph, readOnly: true });
    const before = store.getState().graph;
    actions.insert({ store, definition: kind("wait"), target: { kind: "free", position: null } });
    store.getState().select([before.nodes[0]!.id]);
    actions.remove({ store });
    expect(store.getState().graph).toBe(before);
  });
});

describe("undo", () => {
  const type = (store: ReturnType<typeof newStore>, nodeId: string, tag: string) => {
    const { graph, commit } = store.getState();
    commit({ graph: setConfig({ graph, registry, nodeId, config: { tag } }), group: `${nodeId} config.tag` });
  };
  const tagOf = (store: ReturnType<typeof newStore>, nodeId: string) =>
    store.getState().graph.nodes.find((node) => node.id === nodeId)?.config.tag;

  test("keystrokes into one field are one step; a pause or another field begins a new one", () => {
    vi.useFakeTimers();
    const { store, tag } = drawn();
    for (const text of ["v", "vi", "vip"]) type(store, tag, text);
    vi.advanceTimersByTime(5000);
    type(store, tag, "vip 2");
    store.getState().undo();
    expect(tagOf(store, tag)).toBe("vip");
    store.getState().undo();
    expect(tagOf(store, tag)).toBe("");
    store.getState().redo();
    store.getState().redo();
    expect(tagOf(store, tag)).toBe("vip 2");
    vi.useRealTimers();
  });

  test("structure comes back, and a new edit forgets what was undone", () => {
    const { store } = drawn();
    const before = store.getState().graph;
    actions.remove({ store });
    store.getState().undo();
    expect(store.getState().graph).toBe(before);
    expect(store.getState().flowNodes.map((node) => node.id)).toEqual(before.nodes.map((node) => node.id));
    actions.remove({ store });
    store.getState().undo();
    actions.insert({ store, definition: kind("wait"), target: { kind: "free", position: null } });
    expect(store.getState().future).toEqual([]);
  });
});

test("editing one step leaves every other card as the object it was", () => {
  const { store, tag, ask } = drawn();
  const before = store.getState().flowNodes;
  const { graph, commit } = store.getState();
  commit({ graph: setConfig({ graph, registry, nodeId: tag, config: { tag: "x" } }) });
  const after = store.getState().flowNodes;
  expect(after.find((node) => node.id === ask)).toBe(before.find((node) => node.id === ask));
});

test("tidying keeps branches in the order of their outlets and never lays cards over each other", () => {
  const { store, ask, tag } = drawn();
  const yes = actions.insert({
    store,
    definition: kind("send_email"),
    target: { kind: "outlet", source: ask, outlet: "yes" },
  })!;
  const places = tidyPlaces({ graph: store.getState().graph, heights: new Map() });
  expect(places[yes]!.x).toBeLessThan(places[tag]!.x);
  const all = Object.values(places);
  for (const [n, a] of all.entries())
    for (const b of all.slice(n + 1)) expect(Math.abs(a.x - b.x) >= 260 || Math.abs(a.y - b.y) >= 84).toBe(true);
});

test("arrows follow connections, then the nearest card", () => {
  const { store, trigger, ask, tag } = drawn();
  const yes = actions.insert({
    store,
    definition: kind("send_email"),
    target: { kind: "outlet", source: ask, outlet: "yes" },
  })!;
  const { graph } = store.getState();
  expect(neighbour({ graph, nodeId: trigger, direction: "down" })).toBe(ask);
  expect(neighbour({ graph, nodeId: ask, direction: "down" })).toBe(yes);
  expect(neighbour({ graph, nodeId: yes, direction: "right" })).toBe(tag);
  expect(neighbour({ graph, nodeId: tag, direction: "up" })).toBe(ask);
  expect(neighbour({ graph, nodeId: trigger, direction: "up" })).toBeNull();
});

test("every kind of step has its mark and a sentence, finished or not", () => {
  for (const definition of registry.all()) {
    expect(nodeIcons, definition.type).toHaveProperty(definition.icon);
    const store = newStore();
    const id = actions.insert({ store, definition, target: { kind: "free", position: null } })!;
    const node = store.getState().graph.nodes.find((one) => one.id === id)!;
    expect(nodeSummary({ node, names: () => undefined }).length).toBeGreaterThan(3);
    expect(nodeSummary({ node: { ...node, config: {} }, names: () => undefined }).length).toBeGreaterThan(3);
  }
});

test("a card names variables instead of showing template text", () => {
  const node = {
    id: "m",
    key: "m",
    type: "send_email",
    config: { subject: 'Hi {{ contact.first_name | default: "you" }}' },
    settings: {},
    position: { x: 0, y: 0 },
  };
  expect(nodeSummary({ node: node as never, names: () => undefined })).toBe('"Hi [First name]"');
});
