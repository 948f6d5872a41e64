import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validateGraph } from "@/lib/engine/validate";
import { registry } from "@/lib/nodes/registry";
import { graphOf, walk } from "./walk";

const list = (n: number) => JSON.stringify(Array.from({ length: n }, (_none, i) => `i${i}`));
const loopOf = (config: object, edges: string[] = ["t>l", "l.item>a", "l.done>z"]) =>
  graphOf({
    nodes: ["t:manual", "l:for_each", "a:add_tag", "z:add_note"],
    edges,
    configs: { l: config, a: { tag: "x" }, z: { body: "Done" } },
  });

describe("for each", () => {
  test("walks its way once for each item, one after the other, then leaves by done", async () => {
    const { steps, status } = await walk({ graph: loopOf({ list: list(3) }), start: "t" });
    expect(status).toBe("completed");
    expect(steps.filter(({ nodeId }) => nodeId === "a").map(({ path }) => path)).toEqual(["l@1.0", "l@1.1", "l@1.2"]);
    expect(steps.find(({ nodeId, status: now }) => nodeId === "l" && now === "done")?.output).toEqual({
      count: 3,
      done: 3,
      failed: 0,
      broken: false,
    });
    expect(steps.at(-1)).toMatchObject({ nodeId: "z", path: "" });
  });
  test("an item is also done where its way leads back to the loop", async () => {
    const graph = loopOf({ list: list(4) }, ["t>l", "l.item>a", "a>l", "l.done>z"]);
    expect(validateGraph({ graph, registry }).filter(({ severity }) => severity === "error")).toEqual([]);
    const { steps, status } = await walk({ graph, start: "t" });
    expect(status).toBe("completed");
    expect(steps.filter(({ nodeId }) => nodeId === "a")).toHaveLength(4);
  });
  test("goes straight on with an empty list, and where nothing hangs on an item", async () => {
    for (const graph of [loopOf({ list: "[]" }), loopOf({ list: list(3) }, ["t>l", "l.done>z"])]) {
      const { steps } = await walk({ graph, start: "t" });
      expect(steps.map(({ nodeId }) => nodeId)).toEqual(["t", "l", "z"]);
    }
  });
  test("takes 1,000 items although no step may be reached more than 50 times on one path", async () => {
    const { steps, status } = await walk({ graph: loopOf({ list: list(1000), concurrency: 10 }), start: "t" });
    expect(status).toBe("completed");
    expect(new Set(steps.filter(({ nodeId }) => nodeId === "a").map(({ path }) => path)).size).toBe(1000);
  }, 30_000);
  test("never has more items on the way than allowed", async () => {
    const graph = graphOf({
      nodes: ["t:manual", "l:for_each", "w:wait", "a:add_tag"],
      edges: ["t>l", "l.item>w", "w>a"],
      configs: { l: { list: list(20), concurrency: 4 }, a: { tag: "x" } },
    });
    let seed = 7;
    const pick = (n: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    const { steps } = await walk({ graph, start: "t", pick });
    let inside = 0;
    let most = 0;
    for (const { nodeId, status } of steps) {
      if (nodeId === "w" && status === "waiting") inside += 1;
      if (nodeId === "a") inside -= 1;
      most = Math.max(most, inside);
    }
    expect(most).toBe(4);
  });
  test("a failing item stops the run, leaves the loop, or is passed over, as it says", async () => {
    const run = (onItemError: string) =>
      walk({ graph: loopOf({ list: list(3), onItemError }), start: "t", failing: ["a"] });
    expect(await run("stop")).toMatchObject({ status: "failed" });
    const left = await run("break");
    expect(left.status).toBe("completed");
    expect(left.steps.filter(({ nodeId }) => nodeId === "a")).toHaveLength(1);
    expect(left.steps.at(-2)?.output).toEqual({ count: 3, done: 0, failed: 1, broken: true });
    const passed = await run("next_item");
    expect(passed.status).toBe("completed");
    expect(passed.steps.at(-2)?.output).toEqual({ count: 3, done: 0, failed: 3, broken: false });
  });
  test("loops inside loops and parallel steps inside items come to an end, whatever moves first", async () => {
    const graph = graphOf({
      nodes: ["t:manual", "o:for_each", "i:for_each", "p:parallel", "w:wait", "a:add_tag", "j:join", "z:add_note"],
      edges: ["t>o", "o.item>i", "i.item>p", "p.a>w", "w>j", "p.b>a", "a>j", "j>i", "i.done>o", "o.done>z"],
      configs: {
        o: { list: list(3), concurrency: 2, onItemError: "next_item" },
        i: { list: list(3), concurrency: 2, onItemError: "break" },
        a: { tag: "x" },
        z: { body: "Done" },
      },
    });
    expect(validateGraph({ graph, registry }).filter(({ severity }) => severity === "error")).toEqual([]);
    const property = fc.asyncProperty(fc.infiniteStream(fc.nat(1000)), fc.boolean(), async (stream, fails) => {
      const pick = (n: number) => stream.next().value! % n;
      const { status, steps } = await walk({ graph, start: "t", pick, failing: fails ? ["a"] : [] });
      expect(status).toBe("completed");
      expect(steps.filter(({ nodeId }) => nodeId === "z")).toHaveLength(1);
      if (!fails) expect(steps.filter(({ nodeId, status: now }) => nodeId === "j" && now === "done")).toHaveLength(9);
    });
    await fc.assert(property, { numRuns: 60 });
  }, 60_000);
});

describe("jump", () => {
  const graph = (target: string) =>
    graphOf({
      nodes: ["t:manual", "w:wait", "p:parallel", "a:add_tag", "b:add_tag", "j:join", "g:jump"],
      edges: ["t>w", "w>p", "p.a>a", "p.b>b", "a>j", "b>j", "j>g"],
      configs: { a: { tag: "x" }, b: { tag: "y" }, g: { target } },
    });
  const codes = (target: string) =>
    validateGraph({ graph: graph(target), registry })
      .filter(({ severity }) => severity === "error")
      .map(({ code }) => code);
  test("goes on at the step it names, and is counted there", async () => {
    const { status, reason, steps } = await walk({ graph: graph("w"), start: "t" });
    expect({ status, reason }).toEqual({
      status: "failed",
      reason: '"Wait" was reached more than 50 times, so the run was stopped.',
    });
    expect(Math.max(...steps.filter(({ nodeId }) => nodeId === "w").map(({ visit }) => visit))).toBe(50);
  });
  test("may go back over a wait, and nowhere that is not there, a trigger, or another branch", () => {
    expect(codes("w")).toEqual([]);
    expect(codes("gone")).toContain("unknown_step");
    expect(codes("t")).toContain("jump_to_trigger");
    expect(codes("a")).toContain("jump_between_branches");
    expect(codes("p")).toContain("loop_without_wait");
  });
});
