import { expect, test } from "vitest";
import { graphOf } from "../engine/walk";
import { refusal } from "./fires";
import { runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "for_each";
const config = { list: "one\ntwo\nthree" };

test("happy path: walks lines, JSON and variables that hold lists", async () => {
  expect(await runNode({ type, config })).toEqual({
    type: "each",
    items: ["one", "two", "three"],
    name: "item",
    concurrency: 1,
    onError: "stop",
  });
  const json = { list: '[{ "sku": "a" }, { "sku": "b" }]', name: "product", concurrency: 2, onItemError: "next_item" };
  expect(await runNode({ type, config: json })).toMatchObject({
    items: [{ sku: "a" }, { sku: "b" }],
    name: "product",
    concurrency: 2,
    onError: "continue",
  });
  expect(await runNode({ type, config: { list: "{{ contact.tags }}" } })).toMatchObject({ items: ["vip"] });
});
test("a list that is too long fails the step", async () => {
  const list = Array.from({ length: 1001 }, (_, n) => n).join("\n");
  await expect(runNode({ type, config: { list } })).rejects.toThrow("a loop takes at most 1000");
});
test("refused config: needs a list, a name and a number at a time", () => {
  expect(refusal({ type, config: {} })).toBe("list: Say which list.");
  expect(refusal({ type, config: { ...config, name: "1 item" } })).toMatch(/^name: /);
  expect(refusal({ type, config: { ...config, concurrency: 11 } })).toBe("concurrency: At most 10.");
});
test("simulated: walks the list and leaves by done, in the shape of a real loop", async () => {
  const graph = graphOf({
    nodes: ["t:manual", "n:for_each", "tag:add_tag"],
    edges: ["t>n", "n.item>tag"],
    configs: { n: config, tag: { tag: "seen" } },
  });
  const { step, fits } = await simulateNode({ type, config, more: { graph } });
  expect(fits).toBe(true);
  expect(step).toMatchObject({ outlet: "done", output: { count: 3, done: 3, failed: 0 } });
});
