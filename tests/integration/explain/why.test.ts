import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
let explain: typeof import("@/lib/api/contracts/explain")["explain"];
beforeAll(async () => {
  h = await runsHarness();
  ({ explain } = await import("@/lib/api/contracts/explain"));
  await h.sql`update public.workspaces set sender_name = 'Test', sender_email = 'a@test.example', postal_address = 'Street 1'
    where id = ${h.workspace.workspaceId}`;
});
afterAll(() => h.end());

let count = 0;
async function journey() {
  const tag = `why-${++count}`;
  const id = await h.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag } },
      { id: "m", type: "send_email", name: "Welcome", config: { purpose: "marketing", subject: "Hi", body: "Hello" } },
      { id: "w", type: "wait", config: { amount: 3, unit: "days" } },
    ],
  });
  return { id, tag };
}

describe("Why a contact entered or not", () => {
  test("names every rule in order, which one decided, its value and when", async () => {
    const { client } = h.workspace;
    const { id, tag } = await journey();
    const contact = await h.addContact({ do_not_contact: true, first_name: "Mia" });
    await h.addTag(contact, tag);
    const [made] = (await client(explain.entry, { id, contact })).decisions;
    expect(made!.decision).toMatchObject({ entered: false, rule: "do_not_contact" });
    const rules = made!.rules.map(({ rule, outcome }) => `${rule}: ${outcome}`);
    expect(rules.slice(0, 3)).toEqual(["conditions: passed", "status: passed", "schedule: passed"]);
    expect(rules).toContain("do_not_contact: refused");
    expect(rules.at(-1)).toBe("exclusive_group: not_asked");
    expect(made!.rules.find((rule) => rule.outcome === "refused")).toMatchObject({
      label: "Do not contact",
      reason: "The contact is marked do not contact, and this workflow sends messages.",
      value: { do_not_contact: true },
    });
  });

  test("says what would be decided now, with everything that stands in the way", async () => {
    const { client } = h.workspace;
    const { id, tag } = await journey();
    const contact = await h.addContact();
    expect((await client(explain.entry, { id, contact })).now).toMatchObject({ enters: true });
    await h.addTag(contact, tag);
    await h.drain();
    await h.sql`update public.contacts set do_not_contact = true where id = ${contact}`;
    const { now, decisions } = await client(explain.entry, { id, contact });
    expect(decisions).toMatchObject([{ decision: { entered: true } }]);
    expect(decisions[0]!.rules.every((rule) => rule.outcome === "passed")).toBe(true);
    expect(now.enters).toBe(false);
    expect(now.rules.filter((rule) => rule.outcome === "refused").map((rule) => rule.rule)).toEqual([
      "reentry",
      "do_not_contact",
    ]);
    await expect(client(explain.entry, { id, contact: crypto.randomUUID() })).rejects.toMatchObject({
      fields: [{ path: "contact" }],
    });
  });
});

describe("Why a message was sent or not", () => {
  test("keeps what each rule said then, beside what it would say now, and the step that wanted it", async () => {
    const { client } = h.workspace;
    const { id, tag } = await journey();
    const contact = await h.addContact();
    await h.addTag(contact, tag);
    await h.drain();
    const [message] = await h.sql`select id from public.messages where contact_id = ${contact}`;
    await h.sql`insert into public.contact_consents (workspace_id, contact_id, channel, status, source)
      values (${h.workspace.workspaceId}, ${contact}, 'email', 'granted', 'test')`;
    const made = await client(explain.message, { id: message!.id as string });
    expect(made.message).toMatchObject({ status: "skipped", channel: "email" });
    expect(made.rules!.map(({ rule, outcome }) => `${rule}: ${outcome}`)).toEqual([
      "address: passed",
      "do_not_contact: passed",
      "suppression: passed",
      "consent: refused",
      "kill_switch: not_asked",
      "quiet_hours: not_asked",
      "business_hours: not_asked",
      "frequency_caps: not_asked",
    ]);
    expect(made.rules![3]).toMatchObject({ reason: "The contact has not agreed to marketing email.", value: null });
    expect(made.now).toMatchObject({ sends: true });
    expect(made.now!.rules[3]).toMatchObject({ outcome: "passed", value: "granted" });
    expect(made.cause).toMatchObject({ workflow: { id, version: 1 }, node_id: "m", step: "Welcome" });
    expect(made.cause!.entry).toMatchObject({ entered: true, activity: { type: "contact.tag_added" } });
  });
});
