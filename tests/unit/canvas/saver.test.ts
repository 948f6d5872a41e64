import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mergeGraphs } from "@/components/canvas/merge";
import { createSaver } from "@/components/canvas/saver";
import { type Graph, graphSchema } from "@/lib/engine/graph";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Sent = { patch: object; revision: number };

function setup(answers: (() => Promise<{ revision: number } | { conflict: string }>)[] = []) {
  const sent: Sent[] = [];
  const states: string[] = [];
  const conflicts: { current: string; patch: object }[] = [];
  const saver = createSaver<string>({
    revision: 1,
    send: async (args) => {
      sent.push(args);
      const answer = answers.shift();
      return answer ? answer() : { revision: args.revision + 1 };
    },
    onState: (state) => states.push(state),
    onConflict: (conflict) => conflicts.push(conflict),
  });
  return { saver, sent, states, conflicts };
}

test("saves once, 800 ms after the last of several changes", async () => {
  const { saver, sent, states } = setup();
  for (const n of [1, 2, 3]) {
    saver.change({ draft: { n } });
    await vi.advanceTimersByTimeAsync(700);
  }
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(sent).toEqual([{ patch: { draft: { n: 3 } }, revision: 1 }]);
  expect(states.at(-1)).toBe("saved");
  saver.change({ draft: { n: 4 } });
  await saver.flush();
  expect(sent[1]?.revision).toBe(2);
});

test("an edit during a save waits for it and is sent after it, from the new revision", async () => {
  let answer = (_: { revision: number }) => {};
  const { saver, sent, states } = setup([() => new Promise((resolve) => (answer = resolve))]);
  saver.change({ draft: { n: 1 } });
  const done = saver.flush();
  saver.change({ draft: { n: 2 }, name: "New" });
  answer({ revision: 7 });
  expect(await done).toBe(true);
  expect(sent).toEqual([
    { patch: { draft: { n: 1 } }, revision: 1 },
    { patch: { draft: { n: 2 }, name: "New" }, revision: 7 },
  ]);
  expect(states.at(-1)).toBe("saved");
});

test("a save that fails is kept, said, and tried again by itself", async () => {
  const { saver, sent, states } = setup([() => Promise.reject(new Error("offline"))]);
  saver.change({ draft: { n: 1 } });
  expect(await saver.flush()).toBe(false);
  expect([states.at(-1), saver.dirty()]).toEqual(["failed", true]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toHaveLength(2);
  expect([states.at(-1), saver.dirty()]).toEqual(["saved", false]);
});

test("after a conflict nothing is sent until someone decides, and no edit is lost meanwhile", async () => {
  const { saver, sent, conflicts } = setup([async () => ({ conflict: "theirs" })]);
  saver.change({ draft: { n: 1 } });
  expect(await saver.flush()).toBe(false);
  expect(conflicts).toEqual([{ current: "theirs", patch: { draft: { n: 1 } } }]);
  saver.change({ draft: { n: 2 } });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  saver.adopt({ revision: 9, patch: { draft: { n: 2 } } });
  await vi.advanceTimersByTimeAsync(10);
  expect(sent[1]).toEqual({ patch: { draft: { n: 2 } }, revision: 9 });
});

const graph = (...tags: [id: string, tag: string][]): Graph =>
  graphSchema.parse({
    nodes: tags.map(([id, tag]) => ({ id, key: id, type: "add_tag", config: { tag }, position: { x: 0, y: 0 } })),
    edges: tags
      .slice(1)
      .map(([id], n) => ({ id: `${tags[n]![0]}:out`, source: tags[n]![0], outlet: "out", target: id })),
  });

test("edits of different steps are joined; of the same step they are not", () => {
  const base = graph(["a", "1"], ["b", "1"]);
  const mine = graph(["a", "2"], ["b", "1"]);
  const theirs = graph(["a", "1"], ["b", "1"], ["c", "1"]);
  expect(mergeGraphs({ base, mine, theirs })?.nodes.map(({ id, config }) => [id, config.tag])).toEqual([
    ["a", "2"],
    ["b", "1"],
    ["c", "1"],
  ]);
  expect(mergeGraphs({ base, mine, theirs: graph(["a", "3"], ["b", "1"]) })).toBeNull();
  expect(
    mergeGraphs({ base, mine: graph(["a", "9"], ["b", "1"]), theirs: graph(["a", "9"], ["b", "1"]) }),
  ).not.toBeNull();
});

test("a step that one side deleted and the other changed or led to is a conflict", () => {
  const base = graph(["a", "1"], ["b", "1"]);
  expect(mergeGraphs({ base, mine: graph(["a", "1"]), theirs: graph(["a", "1"], ["b", "2"]) })).toBeNull();
  const led = graph(["a", "1"], ["b", "1"], ["c", "1"]);
  expect(mergeGraphs({ base, mine: graph(["a", "1"]), theirs: led })).toBeNull();
});
