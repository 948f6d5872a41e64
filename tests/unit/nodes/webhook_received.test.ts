import { describe, expect, test } from "vitest";
import { getNode } from "@/lib/nodes/registry";
import { simulateNode } from "./simulate-node";

const type = "webhook_received";
const node = getNode(type)!;
const hookId = "018f0000-0000-7000-8000-000000000005";

describe("webhook received", () => {
  test("happy path: is found by its address and narrowed by conditions on the payload", () => {
    const conditions = { field: "trigger.data.payload.total", op: "greater_than", value: 10 };
    expect(node.trigger!.key!({ hookId })).toBe(hookId);
    expect(node.trigger!.conditions!({ hookId, conditions })).toEqual(conditions);
    expect(node.references!({ hookId })).toEqual([{ path: "hookId", kind: "hook", id: hookId }]);
  });
  test("refused config: needs an address", () => {
    expect(node.config.safeParse({}).error?.issues[0]?.path).toEqual(["hookId"]);
  });
  test("says which address it is about", () => {
    expect(node.summary({}, () => undefined)).toBe("Create the address that starts this");
    expect(node.summary({ hookId }, () => undefined)).toBe("When a webhook arrives");
    expect(node.summary({ hookId }, (kind) => (kind === "hook" ? "Orders" : undefined))).toBe(
      'When "Orders" receives something',
    );
  });
});
test("simulated: hands on what a real event tells", async () => {
  const event = node.output.sample;
  const { step, fits } = await simulateNode({ type, config: { hookId }, event });
  expect(fits).toBe(true);
  expect(step.output).toEqual(event);
});
