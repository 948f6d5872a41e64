import { expect, test } from "vitest";
import { diffGraphs } from "@/lib/engine/diff";
import { connect, deleteNodes, insertAfter, moveNodes, rename, setConfig, setSettings } from "@/lib/engine/edit";
import { upgradeGraph } from "@/lib/engine/upgrade";
import { getNode, registry } from "@/lib/nodes/registry";
import { graphOf } from "./walk";

const before = graphOf({
  nodes: ["t:manual", "q:if_else", "m:send_email", "a:add_tag"],
  edges: ["t>q", "q.yes>m", "q.no>a"],
  configs: {
    q: { condition: { field: "contact.score", op: "gt", value: 5 } },
    m: { subject: "Hi", body: "x" },
    a: { tag: "x" },
  },
});
const messages = (after: typeof before) => diffGraphs({ before, after, registry }).map(({ message }) => message);

test("the same graph, or one that was only moved or stored with other key order, has no changes", () => {
  expect(messages(before)).toEqual([]);
  expect(messages(moveNodes({ graph: before, positions: { a: { x: 9, y: 9 } } }))).toEqual([]);
  const reordered = structuredClone(before);
  reordered.nodes[2]!.config = Object.fromEntries(Object.entries(reordered.nodes[2]!.config).toReversed());
  reordered.nodes[1]!.config = { condition: { value: 5, op: "gt", field: "contact.score" } };
  expect(messages(reordered)).toEqual([]);
});

test("changed fields are named with both values", () => {
  let after = setConfig({
    graph: before,
    registry,
    nodeId: "m",
    config: { ...before.nodes[2]!.config, subject: "Hello" },
  });
  after = setConfig({
    graph: after,
    registry,
    nodeId: "q",
    config: { condition: { field: "contact.score", op: "gt", value: 9 } },
  });
  after = setSettings({ graph: after, registry, nodeId: "a", settings: { onError: "continue", disabled: true } });
  after = rename({ graph: after, nodeId: "a", name: "Mark" });
  const changes = diffGraphs({ before, after, registry });
  expect(changes.map(({ nodeId, path }) => `${nodeId} ${path}`)).toEqual([
    "q config.condition",
    "m config.subject",
    "a name",
    "a settings.onError",
    "a settings.disabled",
  ]);
  expect(changes[1]).toMatchObject({
    kind: "changed",
    from: "Hi",
    to: "Hello",
    message: '"Send email": subject changed from "Hi" to "Hello".',
  });
  expect(changes[3]?.message).toBe('"Mark": on error changed from "stop" to "continue".');
});

test("added and removed nodes and re-wired connections are told with their labels", () => {
  const { graph } = insertAfter({
    graph: before,
    source: "q",
    outlet: "no",
    definition: getNode("wait")!,
    newId: () => "w",
  });
  expect(messages(graph)).toEqual([
    '"Wait" was added.',
    '"If / else", No, now leads to "Wait" instead of "Add tag".',
    '"Wait" now leads to "Add tag".',
  ]);
  expect(messages(deleteNodes({ graph: before, nodeIds: ["a"] }))).toEqual([
    '"Add tag" was removed.',
    '"If / else", No, no longer leads to "Add tag".',
  ]);
  expect(messages(connect({ graph: before, registry, source: "q", outlet: "no", target: "m" }))).toEqual([
    '"If / else", No, now leads to "Send email" instead of "Add tag".',
  ]);
  expect(messages({ ...before, settings: { maxVisits: 9 } })).toEqual([
    "A step may now be reached 9 times instead of 50.",
  ]);
});

test("a graph of the present version is taken as it is, a newer one refused, nonsense left to the schema", () => {
  expect(upgradeGraph({ json: before, registry })).toEqual({ ok: true, json: before });
  expect(upgradeGraph({ json: { ...before, schemaVersion: 2 }, registry })).toMatchObject({
    ok: false,
    path: "schemaVersion",
  });
  for (const json of [null, "x", [], { schemaVersion: "x" }, { nodes: [null, 3, { type: "toString", config: {} }] }]) {
    expect(upgradeGraph({ json, registry })).toEqual({ ok: true, json });
  }
});

test("a node's config is brought to its type's version; one from a newer release is refused", () => {
  const definition = {
    ...getNode("add_tag")!,
    version: 2,
    upgrade: ({ config, from }: { config: Record<string, unknown>; from: number }) => ({
      ...config,
      upgradedFrom: from,
    }),
  };
  const newer = { get: (type: string) => (type === "add_tag" ? definition : registry.get(type)), all: registry.all };
  const upgraded = upgradeGraph({ json: before, registry: newer });
  expect(upgraded).toMatchObject({
    ok: true,
    json: { nodes: [{}, {}, {}, { version: 2, config: { tag: "x", upgradedFrom: 1 } }] },
  });
  expect(upgradeGraph({ json: (upgraded as { json: unknown }).json, registry: newer })).toEqual(upgraded);
  expect(upgradeGraph({ json: (upgraded as { json: unknown }).json, registry })).toMatchObject({
    ok: false,
    path: "nodes.3.version",
  });
});
