import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { contactOf, ids, summary } from "./team-context";

const type = "assign_owner";
const config = { how: "least_loaded", members: [ids.ada, ids.bob], load: "tasks", keep: false };

test("happy path: asks for an owner the way it says", async () => {
  const asked: unknown[] = [];
  const more = contactOf({
    assignOwner: async (how) => {
      asked.push(how);
      return { ownerId: ids.bob, changed: true };
    },
  });
  const result = await runNode({ type, config, more });
  expect(asked).toMatchObject([
    { choice: { how: "least_loaded", members: [ids.ada, ids.bob], load: "tasks" }, keep: false },
  ]);
  expect(result).toMatchObject({ output: { owner_id: ids.bob, changed: true } });
  expect(fits({ type, config, result })).toBe(true);
});
test("simulated: a simulation names one of the list, and writes nothing else", async () => {
  const result = await runNode({ type, config });
  expect(result).toMatchObject({ output: { owner_id: ids.ada, changed: true } });
  expect(fits({ type, config, result })).toBe(true);
});
test("nobody left fails the step", async () => {
  const more = contactOf({ assignOwner: () => Promise.reject(new Error("Nobody is left.")) });
  await expect(runNode({ type, config, more })).rejects.toThrow("Nobody is left.");
});
test("refused config: refuses one member without a member", () => {
  expect(refusal({ type, config: { how: "member" } })).toBe("member: Choose a member.");
  expect(summary({ type, config })).toBe("Assign to whoever of 2 members has least to do");
});
