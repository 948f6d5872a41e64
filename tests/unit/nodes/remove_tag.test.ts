import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";
import { contactOf } from "./team-context";

const type = "remove_tag";
const config = { tag: " vip " };

test("happy path: takes the tag, and notes when there was nothing to do", async () => {
  const first = await runNode({ type, config, more: contactOf({ removeTag: async () => ({ removed: true }) }) });
  expect(first).toMatchObject({ output: { tag: "vip", removed: true } });
  const again = await runNode({ type, config, more: contactOf({ removeTag: async () => ({ removed: false }) }) });
  expect(again).toMatchObject({ output: { removed: false }, note: "The contact did not have this tag." });
  for (const result of [first, again]) expect(fits({ type, config, result })).toBe(true);
});
test("refused config: needs a tag", () => {
  expect(refusal({ type, config: { tag: " " } })).toBe("tag: Give a tag.");
});
test("simulated: changes the simulated contact alone, in the shape of a real answer", async () => {
  const { step, fits: fit } = await simulateNode({ type, config, contact: { tags: ["vip"] } });
  expect(fit).toBe(true);
  expect(step.output).toEqual({ tag: "vip", removed: true });
});
