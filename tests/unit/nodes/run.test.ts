import { describe, expect, test } from "vitest";
import type { EffectOutcome, NodeContext, NodeResult, RunState } from "@/lib/nodes/define-node";
import { addDuration } from "@/lib/nodes/duration";
import { getNode } from "@/lib/nodes/registry";
import { contextFor, graphOf, state } from "../engine/walk";

const now = "2030-03-30T08:00:00.000Z";

interface Run {
  type: string;
  config: object;
  resumed?: NodeContext["resumed"];
  contact?: Partial<RunState["contact"]>;
  wrote?: unknown[];
}
/** Runs one node the way the engine does, and records what it writes to the contact. */
async function run({ type, config, resumed = null, contact, wrote = [] }: Run): Promise<NodeResult> {
  const graph = graphOf({ nodes: [`n:${type}`], edges: [] });
  const token = { id: "1", nodeId: "n", path: "", visit: 1, status: "running" as const };
  const context = contextFor({ token, graph, resumed, now });
  const definition = getNode(type)!;
  const recording: NodeContext = {
    ...context,
    state: { ...state, contact: { ...state.contact, ...contact } },
    contact: {
      ...context.contact,
      update: async (patch) => {
        wrote.push(patch);
        return { changed: Object.keys(patch) };
      },
      addTag: async () => ({ added: false }),
    },
  };
  return definition.run!(recording, definition.config.parse(config));
}

describe("send email", () => {
  const config = {
    subject: "Hi {{ contact.first_name }}\nBcc: x",
    body: "Hello {{ contact.first_name }}",
    preheader: "For {{ contact.custom.plan }}",
  };
  const effectOf = async (args: Omit<Run, "type">) => {
    const result = await run({ type: "send_email", ...args });
    if (result.type !== "perform") throw new Error(`It did not send: ${JSON.stringify(result)}`);
    return result;
  };
  test("fills in every variable once, so that the message pipeline need not", async () => {
    expect((await effectOf({ config })).effect).toEqual({
      kind: "email",
      purpose: "marketing",
      to: "ada@example.com",
      subject: "Hi Ada Bcc: x",
      body: "Hello Ada",
      preheader: "For pro",
      track: true,
    });
  });
  test("can go to another address", async () => {
    expect(
      (await effectOf({ config: { ...config, to: "sales+{{ contact.custom.plan }}@example.com" } })).effect,
    ).toMatchObject({ to: "sales+pro@example.com" });
  });
  test("does not send without an address, or to something that is none", async () => {
    expect(await run({ type: "send_email", config, contact: { email: null } })).toMatchObject({
      type: "done",
      output: { status: "skipped", reason: "no_address" },
    });
    expect(await run({ type: "send_email", config: { ...config, to: "a@b.test, c@d.test" } })).toMatchObject({
      output: { reason: "bad_address" },
    });
  });
  test("says what became of it", async () => {
    const { after } = await effectOf({ config });
    const outcome = (given: EffectOutcome) => after(given);
    expect(outcome({ status: "done", output: { message_id: "m" } })).toMatchObject({
      type: "done",
      output: { message_id: "m", status: "sent" },
    });
    expect(outcome({ status: "skipped", reason: "Unsubscribed", output: {} })).toMatchObject({
      type: "done",
      output: { status: "skipped" },
      note: "Not sent: Unsubscribed",
    });
    expect(outcome({ status: "delayed", until: now, reason: "Quiet hours" })).toEqual({
      type: "wait",
      until: now,
      note: "Quiet hours",
    });
    expect(outcome({ status: "unknown", reason: "The line broke" })).toMatchObject({
      type: "done",
      output: { status: "unknown" },
    });
    expect(() => outcome({ status: "failed", reason: "Refused", retryable: false })).toThrow(
      expect.objectContaining({ message: "Refused", retryable: false }),
    );
  });
  test("its result survives being awaited: it is no promise", async () => {
    expect("then" in (await effectOf({ config }))).toBe(false);
  });
});

describe("contact nodes", () => {
  test("update contact renders values, clears with empty text and groups custom fields", async () => {
    const wrote: unknown[] = [];
    const fields = [
      { field: "status", value: "customer" },
      { field: "company", value: "{{ contact.nothing }}" },
      { field: "custom.budget", value: "{{ trigger.answers.budget }}" },
    ];
    expect(await run({ type: "update_contact", config: { fields }, wrote })).toMatchObject({ type: "done" });
    expect(wrote).toEqual([{ status: "customer", company: null, custom: { budget: "Over 10k" } }]);
  });
  test("update contact cannot write what a workflow must not touch", () => {
    for (const field of ["id", "workspace_id", "do_not_contact", "email", "custom.__proto__.x", "score"]) {
      expect(getNode("update_contact")!.config.safeParse({ fields: [{ field, value: "x" }] }).success, field).toBe(
        false,
      );
    }
  });
  test("add tag notes when there was nothing to do", async () => {
    expect(await run({ type: "add_tag", config: { tag: " vip " } })).toMatchObject({
      output: { tag: "vip", added: false },
      note: "The contact had this tag already.",
    });
  });
  test("a note that comes out empty is not written", async () => {
    expect(await run({ type: "add_note", config: { body: "{{ contact.nothing }}" } })).toMatchObject({
      type: "done",
      output: {},
    });
  });
});

describe("deciding", () => {
  const condition = { field: "trigger.answers.seats", op: "gt", value: 10 };
  test("if / else says why", async () => {
    expect(await run({ type: "if_else", config: { condition } })).toMatchObject({
      outlet: "yes",
      note: 'Seats is "12"; wanted more than 10.',
    });
  });
  test("switch takes the first that holds, or else", async () => {
    const branches = [
      { id: "x", name: "X", condition: { ...condition, op: "lt" } },
      { id: "y", name: "Y", condition },
      { id: "z", name: "Z", condition },
    ];
    expect(await run({ type: "switch", config: { branches } })).toMatchObject({ outlet: "y", output: { branch: "Y" } });
    expect(await run({ type: "switch", config: { branches: branches.slice(0, 1) } })).toMatchObject({ outlet: "else" });
  });
  test("branch ids are unique and are none of the engine's own", () => {
    const parse = (ids: string[]) =>
      getNode("parallel")!.config.safeParse({ branches: ids.map((id) => ({ id, name: id })) }).success;
    expect([parse(["a", "b"]), parse(["a", "a"]), parse(["a", "error"]), parse(["a", "b/c"]), parse(["a"])]).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("time", () => {
  test("a day is a calendar day of the contact's zone, an hour is an hour, also when clocks change", async () => {
    // Berlin goes to summer time on 2030-03-31 at 02:00: 09:00 +01:00 is followed by 09:00 +02:00.
    expect(await run({ type: "wait", config: { amount: 1, unit: "days" } })).toEqual({
      type: "wait",
      until: "2030-03-31T07:00:00.000Z",
    });
    expect(await run({ type: "wait", config: { amount: 24, unit: "hours" } })).toEqual({
      type: "wait",
      until: "2030-03-31T08:00:00.000Z",
    });
    expect(
      await run({ type: "wait", config: { amount: 1, unit: "weeks" }, contact: { time_zone: "America/New_York" } }),
    ).toEqual({ type: "wait", until: "2030-04-06T08:00:00.000Z" });
    expect(
      await run({ type: "wait", config: { amount: 1, unit: "days" }, contact: { time_zone: "Mars/Base" } }),
    ).toEqual({ type: "wait", until: "2030-03-31T07:00:00.000Z" });
    expect(await run({ type: "wait", config: { amount: 1, unit: "days" }, resumed: { by: "time" } })).toMatchObject({
      type: "done",
    });
  });
  test("a day that the calendar lacks ends at the next real moment", () => {
    const from = "2030-03-30T01:30:00.000Z"; // 02:30 in Berlin; 02:30 does not exist the day after
    expect(addDuration({ from, amount: 1, unit: "days", zone: "Europe/Berlin" })).toBe("2030-03-31T01:30:00.000Z");
    expect(addDuration({ from: "2030-01-31T12:00:00Z", amount: -1, unit: "weeks", zone: "UTC" })).toBe(
      "2030-01-24T12:00:00.000Z",
    );
  });
  test("wait until a date, in the workspace's zone", async () => {
    expect(await run({ type: "wait_until", config: { mode: "date", date: "2030-04-01T09:00" } })).toEqual({
      type: "wait",
      until: "2030-04-01T07:00:00.000Z",
    });
    expect(await run({ type: "wait_until", config: { mode: "date", date: "2030-03-01T09:00" } })).toMatchObject({
      type: "done",
      outlet: "out",
      note: "The date has passed.",
    });
    expect(
      await run({ type: "wait_until", config: { mode: "date", date: "2030-03-01T09:00", ifPast: "skip" } }),
    ).toMatchObject({ outlet: "past" });
  });
  test("wait until a contact's date, before or after it", async () => {
    const config = { mode: "field", field: "custom.renewal", time: "10:30" };
    expect(await run({ type: "wait_until", config })).toEqual({ type: "wait", until: "2030-03-31T08:30:00.000Z" });
    expect(await run({ type: "wait_until", config: { ...config, offset: 1, unit: "weeks" } })).toEqual({
      type: "wait",
      until: "2030-04-07T08:30:00.000Z",
    });
    expect(await run({ type: "wait_until", config: { ...config, offset: -3 } })).toMatchObject({
      type: "done",
      output: { waited: false },
    });
    expect(
      await run({ type: "wait_until", config: { ...config, field: "custom.none", ifPast: "skip" } }),
    ).toMatchObject({ outlet: "past", output: { until: null } });
  });
  test("wait until needs its date or its field", () => {
    const issues = (config: object) =>
      getNode("wait_until")!
        .config.safeParse(config)
        .error?.issues.map((issue) => issue.path.join("."));
    expect(issues({})).toEqual(["date"]);
    expect(issues({ mode: "field" })).toEqual(["field"]);
    expect(issues({ mode: "date", date: "tomorrow" })).toEqual(["date"]);
  });
});

describe("wait for an event", () => {
  const config = {
    events: [
      { id: "paid", name: "Paid", type: "event.received", key: "payment" },
      {
        id: "tagged",
        name: "Tagged",
        type: "contact.tag_added",
        conditions: { field: "trigger.data.tag", op: "is", value: "vip" },
      },
    ],
    timeout: { amount: 2, unit: "days" },
  };
  test("asks for all of them, looking back, with a limit", async () => {
    expect(await run({ type: "wait_for_event", config })).toEqual({
      type: "waitFor",
      events: [
        { type: "event.received", key: "payment" },
        { type: "contact.tag_added", conditions: { field: "trigger.data.tag", op: "is", value: "vip" } },
      ],
      until: "2030-04-01T07:00:00.000Z",
      lookBack: true,
    });
  });
  test("leaves by the event that came, or by the timeout", async () => {
    const event = {
      type: "contact.tag_added" as const,
      activityId: "a",
      occurredAt: now,
      data: { tag: "vip" },
      changes: {},
    };
    expect(await run({ type: "wait_for_event", config, resumed: { by: "event", index: 1, event } })).toMatchObject({
      outlet: "tagged",
      output: { event: "contact.tag_added", timed_out: false, data: { tag: "vip" } },
    });
    expect(await run({ type: "wait_for_event", config, resumed: { by: "timeout" } })).toMatchObject({
      outlet: "timeout",
      output: { timed_out: true },
    });
  });
});

describe("triggers", () => {
  const match = (type: string, config: object) => {
    const { trigger, config: schema } = getNode(type)!;
    const parsed = schema.parse(config);
    return {
      events: trigger?.events,
      key: trigger?.key?.(parsed) ?? null,
      conditions: trigger?.conditions?.(parsed) ?? null,
    };
  };
  test("say which activities they look for", () => {
    const formId = "018f0000-0000-7000-8000-000000000001";
    expect(match("form_submitted", { formId })).toEqual({ events: ["form.submitted"], key: formId, conditions: null });
    expect(match("tag_added", { tag: "VIP" })).toEqual({ events: ["contact.tag_added"], key: "vip", conditions: null });
    expect(match("contact_created", { source: "form" }).conditions).toEqual({
      field: "trigger.data.source",
      op: "is",
      value: "form",
    });
    expect(match("manual", {})).toEqual({ events: ["workflow.requested"], key: null, conditions: null });
    expect(match("contact_updated", { field: "custom.plan", from: "free", to: "pro" })).toEqual({
      events: ["contact.updated"],
      key: "custom.plan",
      conditions: {
        all: [
          { field: "trigger.changes.custom.plan.from", op: "is", value: "free" },
          { field: "trigger.changes.custom.plan.to", op: "is", value: "pro" },
        ],
      },
    });
    expect(match("contact_updated", {})).toEqual({ events: ["contact.updated"], key: null, conditions: null });
  });
  test("a change needs a field before values", () => {
    expect(getNode("contact_updated")!.config.safeParse({ to: "x" }).error?.issues[0]).toMatchObject({
      path: ["field"],
      message: "Choose the field first.",
    });
  });
});
