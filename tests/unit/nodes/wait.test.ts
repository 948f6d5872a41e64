import { expect, test } from "vitest";
import { addDuration } from "@/lib/nodes/duration";
import { refusal } from "./fires";
import { fits, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "wait";

test("happy path: a day is a calendar day of the contact's zone, an hour is an hour, also when clocks change", async () => {
  // Berlin goes to summer time on 2030-03-31 at 02:00: 09:00 +01:00 is followed by 09:00 +02:00.
  expect(await runNode({ type, config: { amount: 1, unit: "days" } })).toEqual({
    type: "wait",
    until: "2030-03-31T07:00:00.000Z",
  });
  expect(await runNode({ type, config: { amount: 24, unit: "hours" } })).toEqual({
    type: "wait",
    until: "2030-03-31T08:00:00.000Z",
  });
  expect(
    await runNode({ type, config: { amount: 1, unit: "weeks" }, contact: { time_zone: "America/New_York" } }),
  ).toEqual({ type: "wait", until: "2030-04-06T08:00:00.000Z" });
  expect(await runNode({ type, config: { amount: 1, unit: "days" }, contact: { time_zone: "Mars/Base" } })).toEqual({
    type: "wait",
    until: "2030-03-31T07:00:00.000Z",
  });
  expect(await runNode({ type, config: { amount: 1, unit: "days" }, more: { resumed: { by: "time" } } })).toMatchObject(
    {
      type: "done",
    },
  );
});
test("a time that clocks jump over ends at the next real moment", () => {
  const from = "2030-03-30T01:30:00.000Z"; // 02:30 in Berlin; 02:30 does not exist the day after
  expect(addDuration({ from, amount: 1, unit: "days", zone: "Europe/Berlin" })).toBe("2030-03-31T01:00:00.000Z");
  expect(addDuration({ from: "2030-01-31T12:00:00Z", amount: -1, unit: "weeks", zone: "UTC" })).toBe(
    "2030-01-24T12:00:00.000Z",
  );
});
test("refused config: an amount is whole and above zero, in a unit that exists", () => {
  expect(refusal({ type, config: { amount: 0, unit: "days" } })).toMatch(/^amount: /);
  expect(refusal({ type, config: { amount: 1.5, unit: "days" } })).toMatch(/^amount: /);
  expect(refusal({ type, config: { amount: 1, unit: "moons" } })).toMatch(/^unit: /);
});
test("simulated: lets the time pass, then answers as a real wait", async () => {
  const config = { amount: 1, unit: "days" };
  const { step, fits: fit } = await simulateNode({ type, config });
  expect(fit).toBe(true);
  expect(step.endedAt).toBe("2030-03-31T07:00:00.000Z");
  expect(fits({ type, config, result: await runNode({ type, config, more: { resumed: { by: "time" } } }) })).toBe(true);
});
