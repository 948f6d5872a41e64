import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "set_variable";
const set = (as: string, value: string) => ({ name: "found", as, value });

test.each([
  ["text", "For {{ contact.first_name }}", "For Ada"],
  ["number", "{{ contact.score }}", 7],
  ["yes_no", "yes", true],
  ["list", "{{ contact.tags }}", ["vip"]],
  ["list", "a\nb", ["a", "b"]],
  ["json", '{ "a": 1 }', { a: 1 }],
])("happy path: %s from %s", async (as, value, found) => {
  const config = set(as, value);
  const result = await runNode({ type, config });
  expect(result).toMatchObject({ output: { name: "found", value: found }, vars: { found } });
  expect(fits({ type, config, result })).toBe(true);
});
test("a value of another kind fails the step", async () => {
  await expect(runNode({ type, config: set("number", "many") })).rejects.toThrow('"many" is not a number.');
  await expect(runNode({ type, config: set("yes_no", "perhaps") })).rejects.toThrow("is not a yes or a no.");
});
test("refused config: needs a name that templates can spell, and a kind that exists", () => {
  expect(refusal({ type, config: { name: "1 thing" } })).toMatch(/^name: /);
  expect(refusal({ type, config: { name: "found", as: "colour" } })).toMatch(/^as: /);
});
test("simulated: remembers the value, in the shape of a real answer", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: set("number", "{{ contact.score }}") });
  expect(fit).toBe(true);
  expect(step.output).toEqual({ name: "found", value: 7 });
});
