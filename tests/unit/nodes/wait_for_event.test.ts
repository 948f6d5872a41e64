import { expect, test } from "vitest";
import { refusal } from "./fires";
import { fits, now, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";

const type = "wait_for_event";
const config = {
  events: [
    { id: "paid", name: "Paid", type: "event.received", key: "payment" },
    {
      id: "tagged",
      name: "Tagged",
      type: "contact.tag_added",
      conditions: { field: "trigger.data.tag", op: "is", value: "vip" },
    },
  ],
  timeout: { amount: 2, unit: "days" },
};

test("happy path: asks for all of them, looking back, with a limit", async () => {
  expect(await runNode({ type, config })).toEqual({
    type: "waitFor",
    events: [
      { type: "event.received", key: "payment" },
      { type: "contact.tag_added", conditions: { field: "trigger.data.tag", op: "is", value: "vip" } },
    ],
    until: "2030-04-01T07:00:00.000Z",
    lookBack: true,
  });
});
test("leaves by the event that came, or by the timeout", async () => {
  const event = {
    type: "contact.tag_added" as const,
    activityId: "a",
    occurredAt: now,
    data: { tag: "vip" },
    changes: {},
  };
  expect(await runNode({ type, config, more: { resumed: { by: "event", index: 1, event } } })).toMatchObject({
    outlet: "tagged",
    output: { event: "contact.tag_added", timed_out: false, data: { tag: "vip" } },
  });
  expect(await runNode({ type, config, more: { resumed: { by: "timeout" } } })).toMatchObject({
    outlet: "timeout",
    output: { timed_out: true },
  });
});
test("refused config: needs events with ids of their own", () => {
  expect(refusal({ type, config: { ...config, events: [] } })).toMatch(/^events/);
  expect(refusal({ type, config: { ...config, events: [config.events[0], config.events[0]] } })).toMatch(/^events/);
  expect(refusal({ type, config: { ...config, events: [{ ...config.events[0], type: "moon.rose" }] } })).toMatch(
    /^events/,
  );
});
test("simulated: runs into its limit, or hears the event that was chosen, in the same shapes", async () => {
  const late = await simulateNode({ type, config });
  expect(late).toMatchObject({ fits: true, step: { outlet: "timeout", endedAt: "2030-04-01T07:00:00.000Z" } });
  const answers = [{ nodeId: "n", by: "event" as const, index: 0, afterSeconds: 60 }];
  const heard = await simulateNode({ type, config, more: { answers } });
  expect(heard).toMatchObject({ fits: true, step: { outlet: "paid" } });
  const timedOut = await runNode({ type, config, more: { resumed: { by: "timeout" } } });
  expect(fits({ type, config, result: timedOut })).toBe(true);
});
