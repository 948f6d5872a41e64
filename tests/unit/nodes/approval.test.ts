import { expect, test } from "vitest";
import type { TaskFacts } from "@/lib/nodes/facts";
import type { NodeContext } from "@/lib/nodes/node-context";
import { getNode } from "@/lib/nodes/registry";
import { refusal } from "./fires";
import { fits, now, performing, runNode } from "./run-node";
import { ids, summary, task } from "./team-context";

const type = "approval";
const config = {
  title: "20 % for {{ contact.first_name }}?",
  message: "Ten seats.",
  how: "member",
  member: ids.ada,
  deadline: { amount: 2, unit: "days" },
};
const tasks = (found: TaskFacts, expired = found) => ({
  tasks: { create: async () => found, expire: async () => expired },
});
const resumed = (event: "approval.decided" | "task.delegated", data = {}): NodeContext["resumed"] => ({
  by: "event",
  index: 0,
  event: { type: event, activityId: "a", occurredAt: now, data, changes: {} },
});
const sent = { status: "done" as const, output: { email: true } };

test("happy path: tells the member, then waits for the decision or for being handed on", async () => {
  const asks = performing(await runNode({ type, config, more: tasks(task({ dueAt: now })) }));
  expect(asks.effect).toMatchObject({
    kind: "notice",
    userId: ids.ada,
    title: "20 % for Ada?",
    inApp: false,
    email: true,
  });
  expect(asks.after(sent)).toMatchObject({
    type: "waitFor",
    until: now,
    lookBack: true,
    events: [
      { type: "approval.decided", key: task().id },
      { type: "task.delegated", key: task().id, conditions: { op: "gt", value: 1 } },
    ],
  });
});
test("provider failure: a mail that fails keeps nobody from deciding", async () => {
  const asks = performing(await runNode({ type, config, more: tasks(task()) }));
  expect(asks.after({ status: "failed", reason: "No provider.", retryable: false })).toMatchObject({
    type: "waitFor",
    note: "The email could not be sent: No provider.",
  });
});
test("handed on, it tells the next one as well", async () => {
  const more = { ...tasks(task({ asked: [ids.ada, ids.bob] })), resumed: resumed("task.delegated") };
  const first = performing(await runNode({ type, config, more }));
  expect(performing(first.after(sent)).effect).toMatchObject({ userId: ids.bob });
});
test.each(["approved", "rejected"])("%s leaves by its own way", async (outcome) => {
  const more = { ...tasks(task()), resumed: resumed("approval.decided", { outcome, decided_by: ids.ada }) };
  const result = await runNode({ type, config, more });
  expect(result).toMatchObject({ outlet: outcome, output: { outcome, decided_by: ids.ada } });
  expect(fits({ type, config, result })).toBe(true);
});
test("a deadline that passes leaves by no answer, unless it was decided at the last moment", async () => {
  const late = { resumed: { by: "timeout" as const } };
  const over = task({ status: "cancelled", outcome: "timed_out" });
  const result = await runNode({ type, config, more: { ...tasks(task(), over), ...late } });
  expect(result).toMatchObject({ outlet: "timed_out" });
  expect(fits({ type, config, result })).toBe(true);
  const just = task({ status: "done", outcome: "approved" });
  expect(await runNode({ type, config, more: { ...tasks(task(), just), ...late } })).toMatchObject({
    outlet: "approved",
  });
});
test("simulated: a simulation assumes yes, in the same shape", async () => {
  const result = await runNode({ type, config, simulate: true });
  expect(result).toMatchObject({ outlet: "approved" });
  expect(fits({ type, config, result })).toBe(true);
});
test("refused config: refuses an empty question and nobody to ask, and advises a deadline", () => {
  expect(refusal({ type, config: { ...config, title: "" } })).toBe("title: Say what is asked.");
  expect(refusal({ type, config: { title: "?", how: "member" } })).toBe("member: Choose a member.");
  expect(getNode(type)!.advise?.({ title: "?" })).toMatchObject([{ code: "wait_without_timeout" }]);
  expect(summary({ type, config: { ...config, title: "OK?" } })).toBe('Ask Ada: "OK?", within 2 days');
});
