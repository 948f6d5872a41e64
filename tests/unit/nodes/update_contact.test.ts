import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";
import { contactOf } from "./team-context";

const type = "update_contact";
const config = {
  fields: [
    { field: "status", value: "customer" },
    { field: "company", value: "{{ contact.nothing }}" },
    { field: "custom.budget", value: "{{ trigger.answers.budget }}" },
  ],
};

test("happy path: renders values, clears with empty text and groups custom fields", async () => {
  const wrote: unknown[] = [];
  const update = async (patch: Record<string, unknown>) => {
    wrote.push(patch);
    return { changed: Object.keys(patch) };
  };
  const result = await runNode({ type, config, more: contactOf({ update }) });
  expect(fits({ type, config, result })).toBe(true);
  expect(wrote).toEqual([{ status: "customer", company: null, custom: { budget: "Over 10k" } }]);
});
test("refused config: cannot write what a workflow must not touch, or nothing", () => {
  for (const field of ["id", "workspace_id", "do_not_contact", "email", "custom.__proto__.x", "score"]) {
    expect(refusal({ type, config: { fields: [{ field, value: "x" }] } }), field).toBe(
      "fields.0.field: Choose a field.",
    );
  }
  expect(refusal({ type, config: { fields: [] } })).toBe("fields: Add at least one field.");
});
test("a refusal of the database is the step's", async () => {
  const more = contactOf({ update: () => Promise.reject(new Error("The database said no.")) });
  await expect(runNode({ type, config, more })).rejects.toThrow("The database said no.");
});
test("simulated: writes to the simulated contact alone, in the shape of a real answer", async () => {
  const { step, fits: fit } = await simulateNode({ type, config });
  expect(fit).toBe(true);
  expect(step.output.changed).toContain("status");
});
