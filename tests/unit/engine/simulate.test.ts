import { describe, expect, test } from "vitest";
import type { Graph } from "@/lib/engine/graph";
import { simulate } from "@/lib/engine/simulate/simulate";
import type { SimulationInput } from "@/lib/engine/simulate/simulation";
import { registry } from "@/lib/nodes/registry";
import { graphOf, state } from "./walk.ts";

const START = "2030-01-01T09:00:00.000Z";
const run = (graph: Graph, more: Partial<SimulationInput> = {}) =>
  simulate({
    graph,
    registry,
    contact: state.contact,
    trigger: state.trigger,
    triggerNodeId: "t",
    startAt: START,
    workspace: { ...state.workspace, timeZone: "UTC" },
    workflow: { id: "w1", name: "Demo" },
    checkField: ({ value }) => value,
    ...more,
  });
const ids = ({ steps }: Awaited<ReturnType<typeof simulate>>) => steps.map((step) => step.nodeId);
const email = {
  purpose: "transactional",
  subject: "Hi {{ contact.first_name }}",
  body: "Your plan: {{ contact.custom.plan }}",
};

describe("A simulated run", () => {
  test("lets weeks pass in a moment and shows the message as it would be sent", async () => {
    const graph = graphOf({
      nodes: ["t:form_submitted", "w:wait", "m:send_email"],
      edges: ["t>w", "w>m"],
      configs: { w: { amount: 3, unit: "weeks" }, m: email },
    });
    const made = await run(graph);
    expect(made.status).toBe("completed");
    expect(made.endedAt).toBe("2030-01-22T09:00:00.000Z");
    expect(ids(made)).toEqual(["t", "w", "m"]);
    expect(made.steps[1]).toMatchObject({ startedAt: START, endedAt: "2030-01-22T09:00:00.000Z", status: "done" });
    expect(made.steps[2]!.wouldSend).toMatchObject([
      { status: "done", effect: { kind: "email", to: "ada@example.com", subject: "Hi Ada", body: "Your plan: pro" } },
    ]);
    expect(made.steps[2]!.input.subject).toBe("Hi Ada");
  });

  test("changes the simulated contact only, and later steps see the change", async () => {
    const graph = graphOf({
      nodes: ["t:form_submitted", "u:update_contact", "i:if_else", "g:add_tag", "x:stop"],
      edges: ["t>u", "u>i", "i.yes>g", "i.no>x"],
      configs: {
        u: { fields: [{ field: "company", value: "{{ contact.first_name }} Ltd" }] },
        i: { condition: { field: "contact.company", op: "is", value: "Ada Ltd" } },
        g: { tag: "Won" },
      },
    });
    const before = structuredClone(state.contact);
    const made = await run(graph);
    expect(ids(made)).toEqual(["t", "u", "i", "g"]);
    expect(made.contactChanges).toEqual({
      company: { from: null, to: "Ada Ltd" },
      tags: { from: ["vip"], to: ["vip", "Won"] },
    });
    expect(state.contact).toEqual(before);
  });

  test("ends each wait as chosen: by an event, by its time, or not at all", async () => {
    const events = [
      { id: "mail", name: "Opened", type: "email.delivered" },
      { id: "form", name: "Form", type: "form.submitted" },
    ];
    const graph = graphOf({
      nodes: ["t:form_submitted", "w:wait_for_event", "a:add_tag", "b:add_tag", "c:add_tag"],
      edges: ["t>w", "w.mail>a", "w.form>b", "w.timeout>c"],
      configs: {
        w: { events, lookBack: true, timeout: { amount: 2, unit: "days" } },
        a: { tag: "a" },
        b: { tag: "b" },
        c: { tag: "c" },
      },
    });
    expect(ids(await run(graph))).toEqual(["t", "w", "c"]);
    const chosen = await run(graph, { answers: [{ nodeId: "w", by: "event", index: 1, afterSeconds: 7200 }] });
    expect(ids(chosen)).toEqual(["t", "w", "b"]);
    expect(chosen.endedAt).toBe("2030-01-01T11:00:00.000Z");
    expect(chosen.steps[1]!.wait).toMatchObject({ endedBy: "event", index: 1 });
    const forEver = graphOf({
      nodes: ["t:form_submitted", "w:wait_for_event"],
      edges: ["t>w"],
      configs: { w: { events, lookBack: true, timeout: undefined } },
    });
    expect((await run(forEver)).status).toBe("waiting");
  });

  test("wakes a branch that waits for what another branch does", async () => {
    const graph = graphOf({
      nodes: ["t:form_submitted", "p:parallel", "w:wait_for_event", "d:wait", "g:add_tag", "j:join"],
      edges: ["t>p", "p.a>w", "p.b>d", "d>g", "w.tag>j", "g>j"],
      configs: {
        p: {
          branches: [
            { id: "a", name: "A" },
            { id: "b", name: "B" },
          ],
        },
        w: {
          events: [{ id: "tag", name: "Tag", type: "contact.tag_added", key: "Gold" }],
          lookBack: true,
          timeout: undefined,
        },
        d: { amount: 1, unit: "days" },
        g: { tag: "gold" },
      },
    });
    const made = await run(graph);
    expect(made.status).toBe("completed");
    expect(made.steps.find((step) => step.nodeId === "w")!.wait).toMatchObject({ endedBy: "event", index: 0 });
    expect(made.endedAt).toBe("2030-01-02T09:00:00.000Z");
  });

  test("shows why a message would not be sent, and what a refusing provider would lead to", async () => {
    const graph = graphOf({
      nodes: ["t:form_submitted", "m:send_email", "g:add_tag", "x:stop"],
      edges: ["t>m", "m>g", "m.error>x"],
      configs: { m: { ...email, settings: { onError: "branch" } }, g: { tag: "a" } },
    });
    const judge: SimulationInput["judge"] = async () => ({
      status: "skipped",
      reason: "The contact unsubscribed.",
      output: {},
    });
    const skipped = await run(graph, { judge });
    expect(ids(skipped)).toEqual(["t", "m", "g"]);
    expect(skipped.steps[1]!.wouldSend).toMatchObject([{ status: "skipped", reason: "The contact unsubscribed." }]);
    const failed = await run(graph, { outcomes: { m: "failed" } });
    expect(ids(failed)).toEqual(["t", "m", "x"]);
    expect(failed.steps[1]!.status).toBe("failed");
  });

  test("adds up what the steps cost, by kind", async () => {
    const costly = {
      get: (type: string) => {
        const definition = registry.get(type);
        if (definition?.type !== "send_email") return definition;
        return { ...definition, cost: () => ({ micros: 400, currency: "USD" as const, per: "message" }) };
      },
      all: () => registry.all(),
    };
    const graph = graphOf({
      nodes: ["t:form_submitted", "m:send_email", "n:send_email"],
      edges: ["t>m", "m>n"],
      configs: { m: email, n: email },
    });
    expect((await run(graph, { registry: costly })).cost).toEqual({ totalMicros: 800, byKind: { email: 800 } });
  });

  test("says in words when a step is not set up, and stops a loop that never ends", async () => {
    const broken = graphOf({ nodes: ["t:form_submitted", "m:send_email"], edges: ["t>m"] });
    const made = await run(broken);
    expect(made).toMatchObject({ status: "failed", steps: [{}, { status: "failed" }] });
    expect(made.reason).toContain("not set up completely");
    const loop = graphOf({
      nodes: ["t:form_submitted", "w:wait"],
      edges: ["t>w", "w>w"],
      configs: { w: { amount: 1, unit: "days" } },
    });
    expect(await run(loop, { maxSteps: 10 })).toMatchObject({ status: "limit" });
    expect(await run(loop)).toMatchObject({ status: "failed" });
  });

  test("ends before the next step when the goal or the exit condition is met, as a real run does", async () => {
    const graph = graphOf({
      nodes: ["t:form_submitted", "g:add_tag", "m:send_email"],
      edges: ["t>g", "g>m"],
      configs: { g: { tag: "Won" }, m: email },
    });
    const won = { field: "contact.tags", op: "has_tag", value: "won" } as const;
    const met = await run(graph, { endings: { goal: { name: "Bought", condition: won } } });
    expect(ids(met)).toEqual(["t", "g", "m"]);
    expect(met).toMatchObject({ status: "exited", writes: ["Goal: Bought"] });
    expect(met.reason).toContain("Goal met: Bought.");
    expect(met.steps[2]).toMatchObject({ status: "skipped", wouldSend: [] });
    const left = await run(graph, { endings: { exit: { name: "", condition: won } } });
    expect(left.reason).toContain("Exit condition met.");
  });
});
