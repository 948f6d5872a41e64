import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "contact_date";
const summary = (config: object) => getNode(type)!.summary(config, () => undefined);

test("happy path: is fired by the clock, and says on which day", () => {
  expect(getNode(type)!.trigger).toMatchObject({ events: ["date.reached"], clock: "contact_date" });
  expect(summary({ field: "custom.birthday", offset: -7, time: "08:00" })).toMatch(
    /^7 days before .*irthday at 08:00, every year$/,
  );
  expect(summary({ field: "custom.renewal", offset: 0, repeat: "once" })).not.toContain("every year");
});
test("refused config: refuses to be without a date", () => {
  expect(refusal({ type, config: {} })).toBe("field: Choose a field.");
  expect(refusal({ type, config: { field: "email" } })).toMatch(/^field: Choose a field that holds a date/);
  expect(refusal({ type, config: { field: "custom.birthday", offset: 400 } })).toBe("offset: At most 365 days after.");
});
test("simulated: hands on what a real event tells", async () => {
  const event = getNode(type)!.output.sample;
  const { step, fits } = await simulateNode({ type, config: { field: "custom.renewal" }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
