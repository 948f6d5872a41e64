import { expect, test } from "vitest";
import { mergeFirstPage } from "@/components/runs/merge-first-page";
import { paintSteps } from "@/components/runs/paint";
import type { RunStep } from "@/lib/api/contracts/runs";
import { graphSchema } from "@/lib/engine/graph";

const node = (id: string, type: string) => ({ id, key: id, type, position: { x: 0, y: 0 } });
const edge = (source: string, outlet: string, target: string) => ({
  id: `${source}-${outlet}`,
  source,
  outlet,
  target,
});
const graph = graphSchema.parse({
  nodes: [node("split", "parallel"), node("left", "add_tag"), node("right", "add_tag"), node("end", "stop")],
  edges: [edge("split", "a", "left"), edge("split", "b", "right"), edge("left", "out", "end")],
});
const step = (node_id: string, more: Partial<RunStep> = {}): RunStep => ({
  ...{ id: node_id, node_id, key: node_id, type: "add_tag", name: node_id, visit: 1, path: "", status: "done" },
  ...{ outlet: null, input: {}, output: {}, note: null, error: null, attempts: 1, copied: false },
  ...{ started_at: "2030-01-01T00:00:00Z", ended_at: "2030-01-01T00:00:00Z" },
  ...more,
});

test("a node shows its last visit, and how often it was visited", () => {
  const { statusByNode, counts } = paintSteps({
    graph,
    steps: [step("left"), step("left", { visit: 2, status: "failed" })],
  });
  expect(statusByNode).toEqual({ left: "failed" });
  expect(counts).toEqual({ left: 2 });
});

test("a split took the branches in which something was reached", () => {
  const { takenOutlets } = paintSteps({ graph, steps: [step("split"), step("right", { path: "split@1.b" })] });
  expect(takenOutlets.split).toEqual(["b"]);
});

test("a step that is not done took no way out", () => {
  const { takenOutlets } = paintSteps({ graph, steps: [step("left", { status: "waiting", ended_at: null })] });
  expect(takenOutlets.left).toEqual([]);
});

const row = (id: string, created_at: string, state = "old") => ({ id, created_at, state });

test("a fresh first page replaces and adds rows and keeps what lies behind it", () => {
  const rows = [row("3", "2030-01-03"), row("2", "2030-01-02"), row("1", "2030-01-01")];
  const fresh = { data: [row("4", "2030-01-04"), row("3", "2030-01-03", "new")], next_cursor: "more" };
  expect(mergeFirstPage({ rows, fresh }).map(({ id, state }) => id + state)).toEqual(["4old", "3new", "2old", "1old"]);
});

test("a row that no longer belongs to the list leaves it", () => {
  const rows = [row("3", "2030-01-03"), row("2", "2030-01-02")];
  expect(mergeFirstPage({ rows, fresh: { data: [row("2", "2030-01-02")], next_cursor: null } })).toHaveLength(1);
});
