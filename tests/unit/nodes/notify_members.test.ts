import { expect, test } from "vitest";
import type { EffectOutcome } from "@/lib/nodes/effects";
import type { NodeResult } from "@/lib/nodes/node-result";
import { refusal } from "./fires";
import { fits, performing, runNode } from "./run-node";
import { simulateNode } from "./simulate-node";
import { ids, outputOf } from "./team-context";

const type = "notify_members";
const config = {
  who: "members",
  members: [ids.ada, ids.bob],
  title: "News of {{ contact.first_name }}",
  body: "**Look**",
};

/** Answers each notice in turn; returns who was told and the result. */
function settle(result: NodeResult, outcomes: EffectOutcome[]): { told: unknown[]; result: NodeResult } {
  const told: unknown[] = [];
  let last = result;
  for (const outcome of outcomes) {
    const { effect, after } = performing(last);
    told.push(effect);
    last = after(outcome);
  }
  return { told, result: last };
}
const sent: EffectOutcome = { status: "done", output: { email: true } };

test("happy path: tells each member with an effect of its own", async () => {
  const { told, result } = settle(await runNode({ type, config }), [sent, sent]);
  expect(told).toMatchObject([
    {
      kind: "notice",
      userId: ids.ada,
      title: "News of Ada",
      body: "**Look**",
      path: "contacts/c1",
      inApp: true,
      email: true,
    },
    { userId: ids.bob },
  ]);
  expect(outputOf(result)).toEqual({ told: [ids.ada, ids.bob], mailed: 2 });
  expect(fits({ type, config, result })).toBe(true);
});
test("provider failure: a mail that fails is noted and keeps nobody else from being told", async () => {
  const failed: EffectOutcome = { status: "failed", reason: "The address bounced.", retryable: false };
  const { result } = settle(await runNode({ type, config }), [failed, sent]);
  expect(result).toMatchObject({ output: { mailed: 1 }, note: "The address bounced." });
  expect(fits({ type, config, result })).toBe(true);
});
test("without an owner nobody is told", async () => {
  const owner = { who: "owner", title: "News" };
  const result = await runNode({ type, config: owner });
  expect(result).toMatchObject({ output: { told: [], mailed: 0 }, note: "Nobody was told: the contact has no owner." });
  expect(fits({ type, config: owner, result })).toBe(true);
});
test("refused config: refuses to tell nobody, or nothing", () => {
  expect(refusal({ type, config: { who: "members", title: "News" } })).toBe("members: Choose at least one member.");
  expect(refusal({ type, config: { who: "owner", title: "" } })).toBe("title: Give a title.");
});
test("simulated: tells what it would tell, in the shape of a real answer", async () => {
  const { step, fits: fit } = await simulateNode({ type, config: config });
  expect(fit).toBe(true);
  expect(step.wouldSend).toMatchObject([
    { effect: { kind: "notice", userId: ids.ada } },
    { effect: { userId: ids.bob } },
  ]);
});
