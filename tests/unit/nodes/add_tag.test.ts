import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";
import { contactOf } from "./team-context";

const type = "add_tag";
const config = { tag: " vip " };

test("happy path: gives the tag, and notes when there was nothing to do", async () => {
  const first = await runNode({ type, config, more: contactOf({ addTag: async () => ({ added: true }) }) });
  expect(first).toMatchObject({ output: { tag: "vip", added: true } });
  const again = await runNode({ type, config, more: contactOf({ addTag: async () => ({ added: false }) }) });
  expect(again).toMatchObject({ output: { added: false }, note: "The contact had this tag already." });
  for (const result of [first, again]) expect(fits({ type, config, result })).toBe(true);
});
test("refused config: needs a tag", () => {
  expect(refusal({ type, config: { tag: " " } })).toBe("tag: Give a tag.");
});
test("simulated: changes the simulated contact alone, in the shape of a real answer", async () => {
  const { step, fits: fit } = await simulateNode({ type, config, contact: { tags: [] } });
  expect(fit).toBe(true);
  expect(step.output).toEqual({ tag: "vip", added: true });
});
