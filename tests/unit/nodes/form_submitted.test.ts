import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { fires, refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "form_submitted";
const formId = "018f0000-0000-7000-8000-000000000001";
const data = { answers: { budget: "Over 10k" } };

test("happy path: starts for that form, and for no other", () => {
  const config = { formId };
  expect(fires({ type, config, event: "form.submitted", key: formId, data })).toBe(true);
  expect(fires({ type, config, event: "form.submitted", key: formId.replace(/1$/, "2"), data })).toBe(false);
  expect(fires({ type, config, event: "contact.created", key: formId })).toBe(false);
  expect(getNode(type)!.references!(config)).toEqual([{ path: "formId", kind: "form", id: formId }]);
});
test("refused config: needs a form", () => {
  expect(refusal({ type, config: {} })).toMatch(/^formId: /);
  expect(refusal({ type, config: { formId: "demo" } })).toMatch(/^formId: /);
});
test("simulated: hands on what a real event tells", async () => {
  const event = { ...getNode(type)!.output.sample, ...data };
  const { step, fits } = await simulateNode({ type, config: { formId }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
