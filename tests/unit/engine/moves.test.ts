import { expect, test } from "vitest";
import { checkChoices } from "@/lib/engine/moves/check-choices";
import { decideMove, type PeopleChoices, pairOf, type Standing } from "@/lib/engine/moves/decide-move";
import { registry } from "@/lib/nodes/registry";
import { graphOf } from "./walk";

const days = (amount: number) => ({ amount, unit: "days" });
const line = (amount: number) =>
  graphOf({ nodes: ["t:manual", "w:wait", "a:add_tag"], edges: ["t>w", "w>a"], configs: { w: days(amount) } });
const ways = (inner: number, last = "z:add_tag") =>
  graphOf({
    nodes: ["t:manual", "p:parallel", "b:wait", "c:wait", "j:join", last],
    edges: ["t>p", "p.one>b", "p.two>c", "b>j", "c>j", `j>${last.split(":")[0]}`],
    configs: {
      p: {
        branches: [
          { id: "one", name: "One" },
          { id: "two", name: "Two" },
        ],
      },
      b: days(1),
      c: days(inner),
      j: { mode: "all" },
    },
  });
const choices = (given: Partial<PeopleChoices>): PeopleChoices => ({
  default: "move",
  nodes: {},
  waits: "keep",
  ...given,
});
const at = (nodeId: string, status: Standing["status"] = "waiting", path = ""): Standing => ({ nodeId, status, path });
const decide = (args: {
  before: ReturnType<typeof line>;
  after: ReturnType<typeof line>;
  tokens: Standing[];
  choices?: Partial<PeopleChoices>;
}) => {
  const pair = pairOf({ before: args.before, after: args.after, registry, number: 2 });
  return decideMove({ pair, tokens: args.tokens, choices: choices(args.choices ?? {}) });
};

test("a token stays where it stands, unless its step's settings changed and waits begin anew", () => {
  const args = { before: line(1), after: line(2), tokens: [at("w")] };
  expect(decide(args)).toMatchObject({ outcome: "moved", tokens: [{ to: "w", restart: false }] });
  expect(decide({ ...args, choices: { waits: "restart" } })).toMatchObject({ tokens: [{ to: "w", restart: true }] });
  expect(decide({ ...args, after: line(1), choices: { waits: "restart" } })).toMatchObject({
    tokens: [{ to: "w", restart: false }],
  });
});

test("a step that became another kind of step is begun anew, a removed one needs a place to go", () => {
  const other = graphOf({ nodes: ["t:manual", "w:add_tag", "a:add_tag"], edges: ["t>w", "w>a"] });
  expect(decide({ before: line(1), after: other, tokens: [at("w")] })).toMatchObject({
    tokens: [{ to: "w", restart: true }],
  });
  const without = graphOf({ nodes: ["t:manual", "a:add_tag"], edges: ["t>a"] });
  expect(decide({ before: line(1), after: without, tokens: [at("w")] })).toMatchObject({
    outcome: "stayed",
    reason: '"Wait" is not in version 2, and no step was chosen for the people there.',
  });
  const chosen = { nodes: { w: { choice: "move" as const, to: "a" } } };
  expect(decide({ before: line(1), after: without, tokens: [at("w")], choices: chosen })).toMatchObject({
    tokens: [{ to: "a", restart: true }],
  });
});

test("whoever talks to a provider is decided about later, also when leaving, but staying needs no answer", () => {
  const args = { before: line(1), after: line(2), tokens: [at("a", "running")] };
  expect(decide(args)).toMatchObject({ outcome: "later", nodeId: "a" });
  expect(decide({ ...args, choices: { default: "leave" } })).toMatchObject({ outcome: "later" });
  expect(decide({ ...args, choices: { default: "stay" } })).toMatchObject({ outcome: "stayed" });
});

test("branches move together, and only when nothing in them changed", () => {
  const tokens = [at("b", "waiting", "p@1.one"), at("c", "waiting", "p@1.two")];
  expect(decide({ before: ways(1), after: ways(1, "y:add_note"), tokens })).toMatchObject({ outcome: "moved" });
  const rewired = ways(1);
  rewired.edges.find((edge) => edge.source === "b")!.target = "c";
  expect(decide({ before: ways(1), after: rewired, tokens })).toMatchObject({ outcome: "stayed" });
  const after = ways(1);
  after.nodes.find((node) => node.id === "z")!.config = { tag: "other" };
  expect(decide({ before: ways(1), after, tokens })).toMatchObject({
    outcome: "moved",
    tokens: [{ to: "b" }, { to: "c" }],
  });
  expect(decide({ before: ways(1), after: ways(2), tokens })).toMatchObject({
    outcome: "stayed",
    reason: 'The branches of "Parallel" changed in version 2.',
  });
  const one = { nodes: { c: { choice: "stay" as const } } };
  expect(decide({ before: ways(1), after, tokens, choices: one })).toMatchObject({ outcome: "stayed", nodeId: "c" });
  const out = { nodes: { c: { choice: "leave" as const, reason: " Over. " } } };
  expect(decide({ before: ways(1), after, tokens, choices: out })).toMatchObject({ outcome: "left", reason: "Over." });
});

test("choices nobody could carry out are named by their fields", () => {
  const problems = (nodes: PeopleChoices["nodes"], standing: string[] = []) =>
    checkChoices({
      after: ways(1),
      inhabited: [line(1)],
      standing: new Set(standing),
      choices: choices({ nodes }),
      registry,
    }).map(({ path }) => path);
  expect(problems({ w: { choice: "move", to: "z" } }, ["w"])).toEqual([]);
  expect(problems({}, ["w"])).toEqual(["people.nodes.w"]);
  for (const to of ["t", "j", "b", "nowhere"])
    expect(problems({ w: { choice: "move", to } }, ["w"]), to).toEqual(["people.nodes.w.to"]);
  expect(problems({ w: { choice: "stay", to: "z" } }, ["w"])).toEqual(["people.nodes.w.to"]);
  expect(problems({ never: { choice: "stay" } })).toEqual(["people.nodes.never"]);
});
