import { expect, test } from "vitest";
import { retryRequest } from "@/components/runs/retry-request";
import { retryWords } from "@/components/runs/retry-words";
import { tokenMoves } from "@/components/runs/token-moves";
import { type RetryEffect, type RunStep, runs } from "@/lib/api/contracts/runs";

const step = (name: string, visit = 1) => ({ node_id: name, name, path: "", visit, status: "done" as const });
const effect = (outcome: RetryEffect["outcome"], more: Partial<RetryEffect> = {}): RetryEffect => ({
  ...{ kind: "email", node_id: "mail", name: "Welcome", visit: 1, status: "done", outcome },
  ...{ to: "ada@example.com", reason: null, message_id: null },
  ...more,
});

test("what may arrive twice is said before what is safe, after the steps that run again", () => {
  const groups = retryWords({
    steps: [step("Welcome"), step("Remind", 2)],
    effects: [effect("kept"), effect("tried_again", { reason: "Mailbox full" }), effect("repeated"), effect("asks")],
  });
  expect(groups.map(({ title }) => title)).toEqual([
    "Runs again",
    "May have gone out, nobody knows",
    "Happens once more",
    "Did not go out, is tried again",
    "Is not repeated, its earlier result is used",
  ]);
  expect(groups[0]?.lines).toEqual(["Welcome", "Remind (visit 2)"]);
  expect(groups[3]?.lines).toEqual(["Email to ada@example.com, by Welcome: Mailbox full"]);
});

test("an effect without an address is named by its kind and step alone", () => {
  const [group] = retryWords({ steps: [], effects: [effect("repeated", { kind: "http", to: null, visit: 3 })] });
  expect(group).toEqual({ title: "Happens once more", lines: ["Request, by Welcome (visit 3)"] });
});

test("nothing is said about what does not happen", () => {
  expect(retryWords({ steps: [step("Tag")], effects: [] })).toEqual([{ title: "Runs again", lines: ["Tag"] }]);
});

test("only a chosen step names its place, and the API takes each request", () => {
  const steps = [{ id: "s1", node_id: "mail", path: "", visit: 2 }] as RunStep[];
  const failed = retryRequest({ choice: { from: "failed", stepId: "s1", version: "current" }, steps, repeat: "all" });
  expect(failed).toEqual({ from: "failed", version: "current" });
  const chosen = retryRequest({ choice: { from: "step", stepId: "s1", version: "same" }, steps, repeat: "none" });
  expect(chosen).toEqual({ from: "step", version: "same", node_id: "mail", path: "", visit: 2, repeat: "none" });
  for (const request of [failed, chosen]) expect(runs.retry.body.safeParse(request).success).toBe(true);
});

test("a wait can be skipped, and run now is there only where it can do something", () => {
  const now = Date.parse("2030-01-01T12:00:00Z");
  const at = (status: "ready" | "running" | "waiting" | "held", due_at: string | null = null) =>
    tokenMoves({ token: { status, due_at }, now });
  expect(at("waiting", "2030-01-01T13:00:00Z")).toEqual({ skip: true, wake: false });
  expect(at("waiting", "2030-01-01T11:00:00Z")).toEqual({ skip: true, wake: true });
  expect(at("held")).toEqual({ skip: false, wake: true });
  expect(at("ready")).toEqual({ skip: false, wake: true });
  expect(at("running")).toEqual({ skip: false, wake: false });
});
