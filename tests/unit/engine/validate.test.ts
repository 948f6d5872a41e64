import { describe, expect, test } from "vitest";
import { checkDraft, validateGraph } from "@/lib/engine/validate";
import { registry } from "@/lib/nodes/registry";
import { graphOf } from "./walk";

const form = "018f0000-0000-7000-8000-000000000001";
const good = () =>
  graphOf({
    nodes: ["t:form_submitted", "w:wait", "q:if_else", "m:send_email", "a:add_tag"],
    edges: ["t>w", "w>q", "q.yes>m", "q.no>a"],
    configs: {
      t: { formId: form },
      q: { condition: { field: "trigger.answers.budget", op: "is", value: "Over 10k" } },
      m: {
        subject: 'Hello {{ contact.first_name | default: "there" }}',
        body: 'Thank you for {{ trigger.answers.budget | default: "writing" }}',
      },
      a: { tag: "nurture" },
    },
  });
const problems = (graph: ReturnType<typeof good>, lookups?: Parameters<typeof validateGraph>[0]["lookups"]) =>
  validateGraph({ graph, registry, lookups }).map(({ severity, nodeId, path, code }) =>
    [severity, nodeId, path, code].filter(Boolean).join(" "),
  );

test("a complete workflow has no problems", () => {
  expect(
    validateGraph({ graph: good(), registry, lookups: { forms: new Map([[form, { published: true }]]) } }),
  ).toEqual([]);
});

describe("a draft is refused", () => {
  test("for a node type that does not exist", () => {
    const graph = good();
    graph.nodes[1]!.type = "send_pigeon";
    expect(checkDraft({ graph, registry })).toEqual([
      {
        severity: "error",
        nodeId: "w",
        path: "type",
        code: "unknown_type",
        message: 'There is no step of type "send_pigeon".',
      },
    ]);
  });
  test("for ids and keys that name two steps", () => {
    const graph = good();
    graph.nodes.push({ ...graph.nodes[1]! });
    expect(checkDraft({ graph, registry }).map(({ code }) => code)).toEqual(["duplicate_id", "duplicate_key"]);
  });
  test("for connections to nowhere, or two from one way out", () => {
    const graph = good();
    graph.edges.push({ id: "x", source: "w", outlet: "out", target: "gone" });
    expect(checkDraft({ graph, registry }).map(({ code, edgeId }) => `${code} ${edgeId}`)).toEqual([
      "dangling_edge x",
      "outlet_taken x",
    ]);
  });
  test("but not for being incomplete", () => {
    const graph = graphOf({ nodes: ["m:send_email"], edges: [] });
    expect(checkDraft({ graph, registry })).toEqual([]);
    expect(problems(graph)).toContain("error no_trigger");
  });
});

describe("publishing names", () => {
  test("the missing field", () => {
    const graph = good();
    graph.nodes[3]!.config = { purpose: "marketing", subject: "", extra: 1 };
    graph.nodes[0]!.config = {};
    expect(problems(graph)).toEqual([
      "error t config.formId bad_config",
      "error m config.subject bad_config",
      "error m config.body bad_config",
      "error m config.extra bad_config",
    ]);
    expect(validateGraph({ graph, registry })[0]?.message).toBe('"Form submitted": Choose a form.');
  });
  test("a condition that lacks its value", () => {
    const graph = good();
    graph.nodes[2]!.config = { condition: { all: [{ field: "contact.score", op: "gt" }] } };
    expect(problems(graph)).toEqual(["error q config.condition.all.0.value bad_config"]);
  });
  test("a condition of the wrong shape", () => {
    const graph = good();
    graph.nodes[2]!.config = { condition: { field: "contact.score", op: "explodes" } };
    expect(problems(graph)).toEqual(["error q config.condition.op bad_config"]);
  });
  test("a form that is not published, or not there", () => {
    expect(problems(good(), { forms: new Map([[form, { published: false }]]) })).toEqual([
      "error t config.formId form_unpublished",
    ]);
    expect(problems(good(), { forms: new Map() })).toEqual(["error t config.formId unknown_form"]);
  });
  test("a template that does not parse, with its place", () => {
    const graph = good();
    graph.nodes[3]!.config.body = "Hello\n{{ contact.first_name";
    const [problem] = validateGraph({ graph, registry });
    expect(problem).toMatchObject({ severity: "error", nodeId: "m", path: "config.body", code: "bad_template" });
    expect(problem?.message).toBe('"Send email": "{{ contact.first_name" is not closed with "}}". (line 2, column 1)');
  });
  test("a loop without a wait, but not a loop with one", () => {
    const graph = graphOf({
      nodes: ["t:manual", "a:add_tag", "b:remove_tag"],
      edges: ["t>a", "a>b", "b>a"],
      configs: { a: { tag: "x" }, b: { tag: "x" } },
    });
    expect(problems(graph)).toEqual(["error a loop_without_wait"]);
    const waiting = graphOf({
      nodes: ["t:manual", "a:add_tag", "w:wait"],
      edges: ["t>a", "a>w", "w>a"],
      configs: { a: { tag: "x" } },
    });
    expect(problems(waiting)).toEqual([]);
    waiting.nodes[2]!.settings.disabled = true;
    expect(problems(waiting)).toEqual(["error a loop_without_wait"]);
  });
  test("an edge into a trigger, and one from a way out that is not there", () => {
    const graph = good();
    graph.edges.push(
      { id: "x", source: "a", outlet: "out", target: "t" },
      { id: "y", source: "q", outlet: "maybe", target: "a" },
    );
    expect(problems(graph)).toEqual(["error t edge_into_trigger", "error q unknown_outlet"]);
  });
});

describe("joins", () => {
  const branch = (edges: string[], nodes: string[] = []) =>
    problems(
      graphOf({
        nodes: ["t:manual", "p:parallel", "a:add_tag", "b:add_tag", "j:join", ...nodes],
        edges: ["t>p", ...edges],
        configs: { a: { tag: "x" }, b: { tag: "x" } },
      }),
    );
  test("may take some or all branches of one parallel step", () => {
    expect(branch(["p.a>a", "p.b>b", "a>j", "b>j"])).toEqual([]);
    expect(branch(["p.a>a", "p.b>b", "a>j"])).toEqual([]);
  });
  test("need a parallel step", () => {
    const graph = graphOf({ nodes: ["t:manual", "j:join"], edges: ["t>j"] });
    expect(problems(graph)).toEqual(["error j join_without_parallel"]);
  });
  test("may not mix the branches of two parallel steps", () => {
    expect(branch(["p.a>q", "q.a>a", "q.b>b", "a>j", "p.b>j"], ["q:parallel"])).toEqual([
      "error j join_without_parallel",
    ]);
  });
  test("nest: an inner join within an outer one", () => {
    expect(branch(["p.a>q", "q.a>a", "q.b>b", "a>k", "b>k", "k>j", "p.b>j"], ["q:parallel", "k:join"])).toEqual([]);
  });
  test("one parallel step may not end in two joins, nor a branch lead back to it", () => {
    expect(branch(["p.a>j", "p.b>k"], ["k:join"])).toContain("error p two_joins");
    expect(branch(["p.a>w", "w>p", "p.b>j"], ["w:wait"])).toContain("error p parallel_in_itself");
  });
});

describe("warnings", () => {
  test("unknown names, tokens without fallback, waits without end and lost steps", () => {
    const graph = graphOf({
      nodes: ["t:manual", "m:send_email", "e:wait_for_event", "lost:add_tag", "i:if_else"],
      edges: ["t>m", "m>e", "e.r>i"],
      configs: {
        m: {
          subject: "Hi {{ contact.first_name }}",
          body: "{{ contact.shoe_size }} {{ steps.nope.x }} {{ steps.wait_for_event_2.event }} {{ toString }}",
        },
        e: { events: [{ id: "r", name: "Replied", type: "email.sent" }], timeout: undefined },
        lost: { tag: "x" },
        i: { condition: { field: "steps.gone.x", op: "is_empty" } },
      },
    });
    const found = validateGraph({ graph, registry });
    expect(found.every(({ severity }) => severity === "warning")).toBe(true);
    expect(found.map(({ nodeId, code }) => `${nodeId} ${code}`).toSorted()).toEqual([
      "e wait_without_timeout",
      "i unknown_variable",
      "lost unreachable",
      "m no_fallback",
      "m unknown_variable",
      "m unknown_variable",
      "m unknown_variable",
    ]);
    expect(found.find(({ code }) => code === "no_fallback")?.message).toContain(
      '{{ contact.first_name | default: "…" }}',
    );
  });
});
