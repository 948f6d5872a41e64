import { expect, test } from "vitest";
import { fits, runNode } from "./ai-run";
import { refusal } from "./fires";
import { contactOf } from "./team-context";

const type = "change_status";
const config = { status: "customer" };

test("writes the status, and says when it stood like that already", async () => {
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
test("refuses a status that does not exist", () => {
  expect(refusal({ type, config: { status: "emperor" } })).toBe("status: Choose a status.");
});
