import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { graphOf, type RunsHarness, runsHarness } from "../../support/runs.ts";

let h: RunsHarness;
let calls: Awaited<ReturnType<typeof contractsOf>>;
beforeAll(async () => {
  h = await runsHarness();
  calls = await contractsOf();
  await h.sql`update public.workspaces set sender_name = 'Test', sender_email = 'a@test.example', postal_address = 'Street 1'
    where id = ${h.workspace.workspaceId}`;
});
afterAll(() => h.end());

async function contractsOf() {
  const { backtests } = await import("@/lib/api/contracts/backtests");
  const { workflows } = await import("@/lib/api/contracts/workflows");
  return { ...backtests, create: workflows.create, update: workflows.update };
}

const nodes = (tag: string, wait = 1) => [
  { id: "t", type: "tag_added", config: { tag } },
  { id: "w", type: "wait", config: { amount: wait, unit: "days" } },
  { id: "m", type: "send_email", name: "Welcome", config: { purpose: "marketing", subject: "Hi", body: "Hello" } },
];

async function run(args: { id: string; days?: number; limit?: number }) {
  const { client, workspaceId } = h.workspace;
  const { runBacktest } = await import("@/lib/services/backtests/run-backtest");
  const started = await client(calls.start, { days: 30, ...args });
  expect(started).toMatchObject({ status: "queued", seen: 0, result: null });
  await runBacktest({ workspaceId, backtestId: started.id });
  return client(calls.get, { id: started.id });
}

const consent = (contact: string, status = "granted") =>
  h.sql`insert into public.contact_consents (workspace_id, contact_id, channel, status, source)
    values (${h.workspace.workspaceId}, ${contact}, 'email', ${status}, 'test')`;

describe("A backtest", () => {
  test("says who would have entered, what would have been sent and why not, and sends nothing", async () => {
    const { client } = h.workspace;
    const { id } = await client(calls.create, { name: "New", draft: graphOf({ nodes: nodes("gold") }) as never });
    const [mia, leo, dnc] = [
      await h.addContact({ first_name: "Mia" }),
      await h.addContact({ first_name: "Leo" }),
      await h.addContact({ do_not_contact: true }),
    ];
    await consent(mia);
    for (const contact of [mia, leo, dnc]) await h.addTag(contact, "Gold");
    await h.addTag(mia, "silver");
    const [before] =
      await h.sql`select (select count(*) from public.messages) as m, (select count(*) from public.workflow_runs) as r`;
    const made = await run({ id });
    expect(made).toMatchObject({ status: "done", error: null });
    const result = made.result!;
    expect(result).toMatchObject({ activities: 4, matched: 3, entered: 2, contacts: 2, cut_off: false, live: null });
    expect(result.refused).toMatchObject([{ rule: "do_not_contact", count: 1 }]);
    expect(result.sample.map((one) => one.contact.name)).toEqual(["Mia", "Leo"]);
    expect(result.by_day.reduce((sum, day) => sum + day.entered, 0)).toBe(2);
    expect(result.sends).toEqual([
      {
        node_id: "m",
        name: "Welcome",
        kind: "email",
        sent: 1,
        delayed: 0,
        skipped: [{ reason: "The contact has not agreed to marketing email.", count: 1 }],
        cost_micros: 0,
      },
    ]);
    const [after] =
      await h.sql`select (select count(*) from public.messages) as m, (select count(*) from public.workflow_runs) as r`;
    expect(after).toEqual(before);
  });

  test("keeps who is inside in memory: the same contact enters again only after the simulated run ended", async () => {
    const { client } = h.workspace;
    const draft = graphOf({ nodes: nodes("again", 2) }) as never;
    const { id } = await client(calls.create, { name: "Again", draft });
    const contact = await h.addContact();
    const tagged = async () => {
      await h.addTag(contact, "again");
      const { removeTag } = await import("@/lib/services/contacts/remove-tag");
      const { commitAsWorker } = await import("@/lib/services/commit");
      const { workspaceId } = h.workspace;
      const input = { id: contact, tag: "again" };
      await commitAsWorker({ workspaceId, source: "test", fn: (ctx) => removeTag({ ctx, input }) });
    };
    await tagged();
    await h.pass("1 day");
    await tagged();
    await h.pass("2 days");
    await tagged();
    const { result } = await run({ id });
    expect(result).toMatchObject({ matched: 3, entered: 2, contacts: 1 });
    expect(result!.refused).toMatchObject([{ rule: "reentry", count: 1 }]);
    expect(result!.by_day).toHaveLength(2);
    const short = await run({ id, days: 1 });
    expect(short.result).toMatchObject({ matched: 1, entered: 1 });
    expect((await run({ id, limit: 1 })).result).toMatchObject({ cut_off: true });
  });

  test("shows beside it what the live version did in the same days", async () => {
    const id = await h.publish({ nodes: nodes("live").filter((node) => node.id !== "w") });
    const contact = await h.addContact();
    await consent(contact);
    await h.addTag(contact, "live");
    await h.drain();
    const { result } = await run({ id });
    expect(result!.live).toMatchObject({ entered: 1, sent: 1, skipped: 0 });
    expect(result).toMatchObject({ entered: 1, sends: [{ sent: 1 }] });
  });

  test("refuses a draft without a trigger, lists its history, and says what was left out", async () => {
    const { client } = h.workspace;
    const empty = await client(calls.create, { name: "Empty" });
    await expect(client(calls.start, { id: empty.id, days: 7 })).rejects.toMatchObject({ code: "conflict" });
    const draft = graphOf({ nodes: [{ id: "t", type: "tag_added", name: "Tag", config: {} }] }) as never;
    const { id } = await client(calls.create, { name: "Half", draft });
    const made = await run({ id });
    expect(made.result!.assumptions.at(-1)).toBe('The trigger "Tag" is not set up completely and was left out.');
    expect((await client(calls.list, { id })).data.map((one) => one.id)).toEqual([made.id]);
  });

  test("is started again by the sweep when its worker went silent, and is not done twice", async () => {
    const { client, workspaceId } = h.workspace;
    const { findSilentBacktests } = await import("@/lib/db/lookup");
    const { runBacktest } = await import("@/lib/services/backtests/run-backtest");
    const { id } = await client(calls.create, { name: "Lost", draft: graphOf({ nodes: nodes("lost") }) as never });
    const started = await client(calls.start, { id, days: 1 });
    expect(await findSilentBacktests({ limit: 10 })).toEqual([]);
    await h.pass("30 seconds");
    expect(await findSilentBacktests({ limit: 10 })).toEqual([{ workspaceId, refId: started.id }]);
    expect(await findSilentBacktests({ limit: 10 })).toEqual([]);
    await runBacktest({ workspaceId, backtestId: started.id });
    const done = await client(calls.get, { id: started.id });
    await runBacktest({ workspaceId, backtestId: started.id });
    expect(await client(calls.get, { id: started.id })).toEqual(done);
  });
});
