import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";
import { contactOf } from "./team-context";

const type = "change_status";
const config = { status: "customer" };

test("happy path: writes the status, and says when it stood like that already", async () => {
  const changed = await runNode({ type, config });
  expect(changed).toMatchObject({ output: { status: "customer", changed: true } });
  const same = await runNode({ type, config: { status: "lead" } });
  expect(same).toMatchObject({ output: { changed: false }, note: "The contact had this status already." });
  for (const result of [changed, same]) expect(fits({ type, config, result })).toBe(true);
});
test("a refusal of the database is the step's", async () => {
  const more = contactOf({ update: () => Promise.reject(new Error("The database said no.")) });
  await expect(runNode({ type, config, more })).rejects.toThrow("The database said no.");
});
test("refused config: refuses a status that does not exist", () => {
  expect(refusal({ type, config: { status: "emperor" } })).toBe("status: Choose a status.");
});
test("simulated: in the shape of a real answer, and writes to the simulated contact alone", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: { status: "customer" } });
  expect(fit).toBe(true);
  expect(step.outlet).toBe("out");
});
