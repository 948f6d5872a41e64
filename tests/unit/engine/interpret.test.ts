import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyError, applyResult, retryDelaySeconds } from "@/lib/engine/interpret";
import type { RunView } from "@/lib/engine/transition";
import { registry } from "@/lib/nodes/registry";
import { graphOf, walk } from "./walk";

const names = (steps: { nodeId: string; path: string }[]) => steps.map(({ nodeId }) => nodeId).join(" ");
const tag = { tag: "x" };
const trueCondition = { condition: { field: "trigger.answers.budget", op: "is", value: "over 10k" } };
const forked = ["t:form_submitted", "p:parallel", "a:add_tag", "b:add_tag", "j:join", "z:add_tag"];
const forkedEdges = ["t>p", "p.a>a", "p.b>b", "a>j", "b>j", "j>z"];
const tags = { a: tag, b: tag, z: tag };

describe("a straight run", () => {
  test("goes from the trigger to the last node and completes", async () => {
    const graph = graphOf({
      nodes: ["t:form_submitted", "a:add_tag", "w:wait", "b:remove_tag"],
      edges: ["t>a", "a>w", "w>b"],
      configs: { a: tag, b: tag },
    });
    const { steps, status } = await walk({ graph, start: "t" });
    expect(names(steps)).toBe("t a w w b");
    expect(steps.map((step) => step.status)).toEqual(["done", "done", "waiting", "done", "done"]);
    expect(status).toBe("completed");
  });

  test("takes the branch its condition says", async () => {
    const graph = graphOf({
      nodes: ["t:form_submitted", "q:if_else", "y:add_tag", "n:add_tag"],
      edges: ["t>q", "q.yes>y", "q.no>n"],
      configs: { q: trueCondition, y: tag, n: tag },
    });
    expect(names((await walk({ graph, start: "t" })).steps)).toBe("t q y");
  });

  test("ends quietly where an outlet leads nowhere", async () => {
    const graph = graphOf({ nodes: ["t:form_submitted", "q:if_else"], edges: ["t>q"], configs: { q: trueCondition } });
    expect(await walk({ graph, start: "t" })).toMatchObject({ status: "completed" });
  });

  test("stops for good at a stop node, and says why", async () => {
    const graph = graphOf({ nodes: ["t:manual", "s:stop"], edges: ["t>s"], configs: { s: { reason: "Not a lead" } } });
    expect(await walk({ graph, start: "t" })).toMatchObject({ status: "exited", reason: "Not a lead" });
  });

  test("passes through a node that is turned off", async () => {
    const graph = graphOf({
      nodes: ["t:manual", "a:add_tag", "b:add_tag"],
      edges: ["t>a", "a>b"],
      configs: { a: { settings: { disabled: true } }, b: tag },
    });
    const { steps, status } = await walk({ graph, start: "t" });
    expect(steps.map((step) => step.status)).toEqual(["done", "skipped", "done"]);
    expect(status).toBe("completed");
  });

  test("fails in plain words when one node is reached too often", async () => {
    const graph = graphOf({ nodes: ["t:manual", "w:wait"], edges: ["t>w", "w>w"], settings: { maxVisits: 3 } });
    const { status, reason, steps } = await walk({ graph, start: "t" });
    expect(status).toBe("failed");
    expect(reason).toBe('"Wait" was reached more than 3 times, so the run was stopped.');
    expect(steps.filter((step) => step.nodeId === "w" && step.status === "done").map((step) => step.visit)).toEqual([
      1, 2, 3,
    ]);
  });
});

describe("a failing node", () => {
  const graphWith = (onError: string) =>
    graphOf({
      nodes: ["t:manual", "a:add_tag", "b:remove_tag", "e:add_note"],
      edges: ["t>a", "a>b", "a.error>e"],
      configs: { a: { ...tag, settings: { onError } }, b: tag, e: { body: "x" } },
    });

  test("stops the run and names itself", async () => {
    const { status, reason } = await walk({ graph: graphWith("stop"), start: "t", failing: ["a"] });
    expect([status, reason]).toEqual(["failed", '"Add tag" failed: The database said no.']);
  });

  test("is passed over with onError continue", async () => {
    const { steps, status } = await walk({ graph: graphWith("continue"), start: "t", failing: ["a"] });
    expect([names(steps), status]).toEqual(["t a b", "completed"]);
  });

  test("takes its error branch with onError branch", async () => {
    const { steps, status } = await walk({ graph: graphWith("branch"), start: "t", failing: ["a"] });
    expect([names(steps), status]).toEqual(["t a e", "completed"]);
  });

  test("is tried again while attempts are left, no sooner than the provider asks", () => {
    const graph = graphWith("stop");
    const token = { id: "1", nodeId: "a", path: "", visit: 1, status: "running" as const };
    const run: RunView = { tokens: [token], forks: [], visits: new Map() };
    const fail = (attempts: number, retryAfterSeconds?: number) =>
      applyError({
        graph,
        registry,
        run,
        token,
        attempts,
        error: { message: "Busy", retryable: true, retryAfterSeconds },
      });
    expect(fail(1)).toEqual({ retryInSeconds: retryDelaySeconds(1) });
    expect(fail(3, 9000)).toEqual({ retryInSeconds: 9000 });
    expect(fail(4)).toMatchObject({ transition: { run: { status: "failed" } } });
  });
});

describe("parallel and join", () => {
  test("all: waits for every branch and goes on once, outside the fork", async () => {
    const { steps, status } = await walk({
      graph: graphOf({ nodes: forked, edges: forkedEdges, configs: tags }),
      start: "t",
    });
    expect(names(steps)).toBe("t p a j b j z");
    expect(steps.map((step) => step.path)).toEqual(["", "", "p@1.a", "p@1.a", "p@1.b", "p@1.b", ""]);
    expect(steps[5]?.output).toEqual({ arrived: 2, expected: 2 });
    expect(status).toBe("completed");
  });

  test("all: only the first arrival stands at the join, further ones end there, the last goes on", async () => {
    const branches = ["a", "b", "c"].map((id) => ({ id, name: id }));
    const nodes = ["t:manual", "p:parallel", "a:add_tag", "b:add_tag", "c:add_tag", "j:join", "z:add_tag"];
    const edges = ["t>p", "p.a>a", "p.b>b", "p.c>c", "a>j", "b>j", "c>j", "j>z"];
    const graph = graphOf({ nodes, edges, configs: { ...tags, c: tag, p: { branches } } });
    const { steps } = await walk({ graph, start: "t" });
    const join = steps.filter((step) => step.nodeId === "j");
    expect(join.map((step) => step.status)).toEqual(["waiting", "done", "done"]);
    expect(join.at(-1)?.output).toEqual({ arrived: 3, expected: 3 });
  });

  test("all: does not wait for a branch that ended elsewhere", async () => {
    const edges = ["t>p", "p.a>a", "p.b>b", "a>j", "j>z"];
    const { steps, status } = await walk({ graph: graphOf({ nodes: forked, edges, configs: tags }), start: "t" });
    expect(names(steps)).toBe("t p a j b j z");
    expect(steps[5]).toMatchObject({ path: "p@1.a", output: { arrived: 1, expected: 2 } });
    expect(status).toBe("completed");
  });

  test("any: the first goes on, late arrivals end silently", async () => {
    const graph = graphOf({ nodes: forked, edges: forkedEdges, configs: { ...tags, j: { mode: "any" } } });
    const { steps, status } = await walk({ graph, start: "t", pick: () => 0 });
    expect(steps.filter((step) => step.nodeId === "z")).toHaveLength(1);
    expect(steps.filter((step) => step.nodeId === "j").map((step) => step.status)).toEqual(["done", "skipped"]);
    expect(status).toBe("completed");
  });

  test("count: goes on when so many have arrived", async () => {
    const graph = graphOf({
      nodes: ["t:manual", "p:parallel", "a:add_tag", "b:add_tag", "c:add_tag", "j:join", "z:add_tag"],
      edges: ["t>p", "p.a>a", "p.b>b", "p.c>c", "a>j", "b>j", "c>j", "j>z"],
      configs: {
        ...tags,
        c: tag,
        p: { branches: ["a", "b", "c"].map((id) => ({ id, name: id })) },
        j: { mode: "count", count: 2 },
      },
    });
    const { steps } = await walk({ graph, start: "t" });
    expect(steps.filter((step) => step.nodeId === "j").map((step) => step.status)).toEqual([
      "waiting",
      "done",
      "skipped",
    ]);
    expect(steps.filter((step) => step.nodeId === "z")).toHaveLength(1);
  });

  test("timeout: the join gives up by a way of its own, and the slow branch ends at it", async () => {
    const graph = graphOf({
      nodes: ["t:manual", "p:parallel", "a:add_tag", "b:wait", "j:join", "z:add_tag", "late:add_tag"],
      edges: ["t>p", "p.a>a", "p.b>b", "a>j", "b>j", "j>z", "j.timeout>late"],
      configs: {
        a: tag,
        z: tag,
        late: tag,
        b: { amount: 9, unit: "weeks" },
        j: { timeout: { amount: 1, unit: "hours" } },
      },
    });
    const { steps, status } = await walk({ graph, start: "t" });
    expect(names(steps)).toContain("late");
    expect(steps.filter((step) => step.nodeId === "z")).toHaveLength(0);
    expect(steps.at(-1)).toMatchObject({ nodeId: "j", status: "skipped" });
    expect(status).toBe("completed");
  });

  test("after the timeout late branches end at the join at once, they do not wait for each other", async () => {
    const graph = graphOf({
      nodes: ["t:manual", "p:parallel", "a:add_tag", "b:wait", "c:wait", "j:join", "z:add_tag"],
      edges: ["t>p", "p.a>a", "p.b>b", "p.c>c", "a>j", "b>j", "c>j", "j.timeout>z"],
      configs: {
        ...tags,
        b: {},
        p: { branches: ["a", "b", "c"].map((id) => ({ id, name: id })) },
        j: { timeout: { amount: 1, unit: "hours" } },
      },
    });
    // Token 2 stands at the join: its timeout comes before the waits of the other two.
    const { steps } = await walk({ graph, start: "t", pick: (n) => n - 1 });
    const join = steps.filter((step) => step.nodeId === "j");
    expect(join.map((step) => step.status)).toEqual(["waiting", "done", "skipped", "skipped"]);
  });

  test("a join that opens while its timeout is on the way goes on once", () => {
    const graph = graphOf({
      nodes: forked,
      edges: forkedEdges,
      configs: { ...tags, j: { mode: "count", count: 2, timeout: { amount: 1, unit: "hours" } } },
    });
    const token = { id: "2", nodeId: "j", path: "p@1.a", visit: 1, status: "running" as const };
    const fork = { id: "f", nodeId: "p", path: "", visit: 1, branches: 2, arrived: 2, closed: true };
    const run: RunView = { tokens: [token], forks: [fork], visits: new Map() };
    const late = applyResult({
      graph,
      registry,
      run,
      token,
      result: { type: "done", output: { timed_out: true }, outlet: "out" },
    });
    expect(late).toMatchObject({ next: null, end: "The join had already opened.", step: { status: "skipped" } });
  });

  test("a stop in one branch ends the others too", async () => {
    const graph = graphOf({ nodes: ["t:manual", "p:parallel", "a:stop", "b:wait"], edges: ["t>p", "p.a>a", "p.b>b"] });
    expect(await walk({ graph, start: "t" })).toMatchObject({ status: "exited" });
  });

  test("a parallel inside a loop forks anew on every visit", async () => {
    const nodes = [...forked.slice(0, -1), "w:wait"];
    const graph = graphOf({
      nodes,
      edges: [...forkedEdges.slice(0, -1), "j>w", "w>p"],
      configs: tags,
      settings: { maxVisits: 2 },
    });
    const { steps, status } = await walk({ graph, start: "t" });
    expect(steps.filter((step) => step.nodeId === "a").map((step) => step.path)).toEqual(["p@1.a", "p@2.a"]);
    expect(status).toBe("failed");
  });

  test("a loop that splits without ever joining is stopped", async () => {
    const graph = graphOf({
      nodes: ["t:manual", "p:parallel", "w:wait", "v:wait"],
      edges: ["t>p", "p.a>w", "p.b>v", "w>p", "v>p"],
    });
    const { status, reason } = await walk({ graph, start: "t" });
    expect(status).toBe("failed");
    expect(reason).toMatch(/split again and again/);
  });
});

const kinds = ["add_tag", "if_else", "wait", "wait_for_event", "parallel", "join", "stop", "switch"] as const;
const outlets: Record<string, string[]> = {
  add_tag: ["out", "error"],
  if_else: ["yes", "no"],
  wait: ["out"],
  wait_for_event: ["e1", "e2", "timeout"],
  parallel: ["a", "b", "c"],
  join: ["out", "timeout"],
  stop: [],
  switch: ["s1", "else"],
};
const configsFor = (mode: "all" | "any" | "count", timeout: boolean, onError: string): Record<string, object> => ({
  add_tag: { tag: "x", settings: { onError } },
  if_else: { condition: { field: "contact.score", op: "gt", value: 5 } },
  wait_for_event: { events: ["e1", "e2"].map((id) => ({ id, name: id, type: "contact.updated" })) },
  parallel: { branches: ["a", "b", "c"].map((id) => ({ id, name: id })) },
  join: { mode, count: 2, ...(timeout && { timeout: { amount: 1, unit: "hours" } }) },
  switch: { branches: [{ id: "s1", name: "s1", condition: { field: "contact.email", op: "is_empty" } }] },
});

test("any graph, walked in any order, ends: no token lost, none doubled, no fork joined twice, visits bounded", async () => {
  const node = fc.record({
    kind: fc.constantFrom(...kinds),
    mode: fc.constantFrom("all" as const, "any" as const, "count" as const),
    timeout: fc.boolean(),
    onError: fc.constantFrom("stop", "continue", "branch"),
    targets: fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }),
    fails: fc.boolean(),
  });
  const ends = { completed: 0, failed: 0, exited: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(node, { minLength: 1, maxLength: 9 }),
      fc.array(fc.nat(1000), { minLength: 50, maxLength: 50 }),
      async (drawn, luck) => {
        const graph = graphOf({
          nodes: ["t:manual", ...drawn.map(({ kind }, n) => `n${n}:${kind}`)],
          edges: [
            "t>n0",
            ...drawn.flatMap(({ kind, targets }, n) =>
              outlets[kind]!.flatMap((outlet, o) =>
                targets[o]! < drawn.length ? [`n${n}.${outlet}>n${targets[o]}`] : [],
              ),
            ),
          ],
          configs: Object.fromEntries(
            drawn.map(({ kind, mode, timeout, onError }, n) => [
              `n${n}`,
              configsFor(mode, timeout, onError)[kind] ?? {},
            ]),
          ),
          settings: { maxVisits: 4 },
        });
        let turn = 0;
        const pick = (n: number) => {
          turn += 1;
          return luck[turn % luck.length]! % n;
        };
        const failing = drawn.flatMap(({ fails }, n) => (fails ? [`n${n}`] : []));
        const { status } = await walk({ graph, start: "t", pick, failing });
        ends[status as keyof typeof ends] += 1;
      },
    ),
    { numRuns: 400 },
  );
  expect(Math.min(...Object.values(ends)), JSON.stringify(ends)).toBeGreaterThan(10);
});
