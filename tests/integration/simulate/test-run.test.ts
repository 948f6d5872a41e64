import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { graphOf, type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
let calls: Awaited<ReturnType<typeof contractsOf>>;
beforeAll(async () => {
  h = await runsHarness();
  calls = await contractsOf();
});
afterAll(() => h.end());

async function contractsOf() {
  const { simulations } = await import("@/lib/api/contracts/simulations");
  const { workflows } = await import("@/lib/api/contracts/workflows");
  return { ...simulations, create: workflows.create };
}

const mail = {
  purpose: "marketing",
  subject: "Hello {{ contact.first_name }}",
  body: "**{{ trigger.data.tag }}** is yours",
};
const nodes = [
  { id: "t", type: "tag_added", config: { tag: "gold" } },
  { id: "w", type: "wait", config: { amount: 2, unit: "weeks" } },
  { id: "m", type: "send_email", config: mail },
  { id: "g", type: "add_tag", config: { tag: "mailed" } },
];
const draft = () => graphOf({ nodes }) as never;

/** Everything a workspace holds that a test run must not touch. */
async function counts() {
  const [row] = await h.sql`select (select count(*) from public.activities) as activities,
    (select count(*) from public.messages) as messages, (select count(*) from public.effects) as effects,
    (select count(*) from public.workflow_runs) as runs, (select count(*) from public.mailbox) as mails,
    (select md5(string_agg(c::text, '' order by id)) from public.contacts c) as contacts`;
  return row;
}

describe("A dry run", () => {
  test("shows the way, the times and the rendered message of a real contact, and changes nothing", async () => {
    const { client } = h.workspace;
    const { id } = await client(calls.create, { name: "Gold", draft: draft() });
    const contact_id = await h.addContact({ first_name: "Mia" });
    await h.sql`insert into public.contact_consents (workspace_id, contact_id, channel, status, source)
      values (${h.workspace.workspaceId}, ${contact_id}, 'email', 'granted', 'test')`;
    const before = await counts();
    const start_at = "2030-03-01T09:00:00.000Z";
    const made = await client(calls.test, { id, mode: "dry_run", contact_id, start_at });
    expect(await counts()).toEqual(before);
    expect(made).toMatchObject({ status: "completed", ended_at: "2030-03-15T09:00:00.000Z", contact: { name: "Mia" } });
    expect(made.trigger).toMatchObject({ node_id: "t", matches: true });
    expect(made.steps.map((step) => step.node_id)).toEqual(["t", "w", "m", "g"]);
    const [send] = made.steps[2]!.would_send;
    expect(send).toMatchObject({ kind: "email", status: "done", subject: "Hello Mia" });
    expect(send!.html).toContain("<strong>vip</strong>");
    expect(made.contact_changes).toEqual({ tags: { from: [], to: ["mailed"] } });
  });

  test("says why a message would not go out, as a real send would", async () => {
    const { client } = h.workspace;
    const { id } = await client(calls.create, { name: "Gold", draft: draft() });
    const contact_id = await h.addContact();
    const made = await client(calls.test, { id, mode: "dry_run", contact_id });
    expect(made.steps[2]!.would_send).toMatchObject([
      { status: "skipped", reason: "The contact has not agreed to marketing email." },
    ]);
    expect(made.cost.total_micros).toBe(0);
  });

  test("starts from a stored activity of this contact, and refuses another's", async () => {
    const { client } = h.workspace;
    const { id } = await client(calls.create, { name: "Gold", draft: draft() });
    const [mine, other] = [await h.addContact(), await h.addContact()];
    await h.addTag(mine, "Gold");
    const [activity] =
      await h.sql`select id from public.activities where subject_id = ${mine} and type = 'contact.tag_added'`;
    const activity_id = activity!.id as string;
    const made = await client(calls.test, { id, mode: "dry_run", contact_id: mine, activity_id });
    expect(made.steps[0]!.output).toEqual({ tag: "Gold" });
    await expect(client(calls.test, { id, mode: "dry_run", contact_id: other, activity_id })).rejects.toMatchObject({
      code: "validation",
      fields: [{ path: "activity_id" }],
    });
  });
});

describe("A step test", () => {
  test("renders one step with pinned outputs of earlier ones, for a graph that was not saved", async () => {
    const { client } = h.workspace;
    const { id } = await client(calls.create, { name: "Empty" });
    const graph = graphOf({
      nodes: [
        { id: "t", type: "tag_added", config: { tag: "gold" } },
        { id: "i", type: "if_else", config: { condition: { all: [] } } },
        { id: "m", type: "send_email", config: { ...mail, subject: "{{ steps.if_else_2.because }}" } },
      ],
      edges: ["t -> i", "i.yes -> m"],
    }) as never;
    const pinned = { if_else_2: { because: "Pinned words" } };
    const made = await client(calls.test, { id, mode: "step", node_id: "m", graph, pinned });
    expect(made.steps).toHaveLength(1);
    expect(made.steps[0]!.would_send[0]).toMatchObject({ subject: "Pinned words", to: "ada@example.com" });
    const wait = await client(calls.test, { id, mode: "step", node_id: "w", graph: draft() });
    expect(wait).toMatchObject({ status: "waiting", steps: [{ status: "waiting", wait: { kind: "time" } }] });
  });

  test("names the step that does not exist, and shows what is not set up as a failure", async () => {
    const { client } = h.workspace;
    const { id } = await client(calls.create, { name: "Empty", draft: draft() });
    await expect(client(calls.test, { id, mode: "step", node_id: "nope" })).rejects.toMatchObject({
      fields: [{ path: "node_id", message: "This workflow has no such step." }],
    });
    const graph = graphOf({ nodes: [{ id: "m", type: "send_email", config: { subject: "" } }] }) as never;
    const made = await client(calls.test, { id, mode: "step", node_id: "m", graph });
    expect(made.status).toBe("failed");
    expect(made.reason).toContain("not set up completely");
  });
});
