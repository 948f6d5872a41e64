import { expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { refusal } from "./fires";
import { simulateNode } from "./simulate-node";

const type = "schedule";
const summary = (config: object) => getNode(type)!.summary(config, (_, id) => (id === "s" ? "Readers" : undefined));

test("happy path: is fired by the clock, and says when and for whom", () => {
  expect(getNode(type)!.trigger).toMatchObject({ events: ["schedule.ticked"], clock: "schedule" });
  expect(summary({ mode: "daily", time: "08:30" })).toBe("Every day at 08:30 for everybody");
  expect(summary({ mode: "weekly", weekdays: ["mon", "fri"], time: "09:00", segmentId: "s" })).toContain(
    "Monday, Friday at 09:00",
  );
  expect(summary({ mode: "monthly", day: 31, time: "09:00" })).toBe("On day 31 of each month at 09:00 for everybody");
  expect(summary({ mode: "cron", cron: "0 9 * * 1" })).toContain("0 9 * * 1");
});
test("refused config: refuses what can never come true, and names the field", () => {
  expect(refusal({ type, config: { mode: "cron", cron: "often" } })).toMatch(/^cron: Write five parts/);
  expect(refusal({ type, config: { mode: "weekly", weekdays: [] } })).toBe("weekdays: Choose at least one day.");
  expect(refusal({ type, config: { time: "9" } })).toBe("time: Give a time such as 09:00.");
  expect(refusal({ type, config: { zone: "Mars/Base" } })).toMatch(/^zone: This time zone is not known/);
  expect(refusal({ type, config: { mode: "daily", time: "09:00" } })).toBeNull();
});
test("simulated: hands on what a real event tells", async () => {
  const event = getNode(type)!.output.sample;
  const { step, fits } = await simulateNode({ type, config: { mode: "daily", time: "09:00" }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
