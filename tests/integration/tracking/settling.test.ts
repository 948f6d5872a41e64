import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { ask, person, sendMail } from "../../support/tracked-mail.ts";

let harness: RunsHarness;
const workflows = {} as { clicked: string; opened: string; machines: string };
beforeAll(async () => {
  harness = await runsHarness();
  const publish = (type: string, config: object) =>
    harness.publish({
      nodes: [
        { id: "t", type, config: { subject: "News", ...config } },
        { id: "w", type: "wait", config: { amount: 9, unit: "days" } },
      ],
      entry: { reentry: { mode: "always", cooldown_hours: 24 } },
    });
  workflows.clicked = await publish("email_clicked", {});
  workflows.opened = await publish("email_opened", {});
  workflows.machines = await publish("email_clicked", { machines: true });
});
afterAll(() => harness.end());
beforeEach(async () => {
  await harness.sql`delete from public.workflow_runs`;
});

const THREE = "[One](https://example.com/1) [two](https://example.com/2) [three](https://example.com/3)";
const started = async () => {
  const count = async (id: string) => (await harness.runs(id)).length;
  const { clicked, opened, machines } = workflows;
  return { clicked: await count(clicked), opened: await count(opened), machines: await count(machines) };
};
/** Lets the given time pass, then the sweep looks. */
async function later(interval: string): Promise<void> {
  await harness.pass(interval);
  const { sweep } = await import("@/lib/services/runs/sweep");
  await sweep();
}
async function seen(messageId: string) {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { opens, clicks, events } = await harness.workspace.client(contracts.messages.get, { id: messageId });
  return { opens, clicks, why: events.filter(({ machine }) => machine).map(({ data }) => data.why) };
}
const NOBODY = { human: 0, machine: 0 };

describe("soon after delivery", () => {
  test("a click counts for nobody until it has settled, then as a person's at the moment it happened", async () => {
    const mail = await sendMail(harness, {}, "1 minute");
    await ask({ path: mail.links[0] as string });
    expect(await started()).toEqual({ clicked: 0, opened: 0, machines: 0 });
    expect(await seen(mail.messageId)).toMatchObject({
      clicks: NOBODY,
      why: [expect.stringContaining("may still turn out")],
    });
    await later("19 seconds");
    expect((await started()).clicked).toBe(0);
    await later("2 seconds");
    expect(await started()).toEqual({ clicked: 1, opened: 0, machines: 1 });
    expect(await seen(mail.messageId)).toEqual({ opens: NOBODY, clicks: { human: 1, machine: 0 }, why: [] });
    const [click] = await harness.sql`select extract(epoch from created_at - occurred_at)::int as waited, data, source
      from public.activities where type = 'email.clicked' and contact_id = ${mail.contactId}`;
    expect(click).toMatchObject({ waited: 21, source: "email", data: { position: 1 } });
    expect(click!.data).not.toHaveProperty("why");
    await later("1 minute");
    expect((await started()).clicked).toBe(1);
  });

  test("a slow scanner's first click starts nothing: its third link gives all of them away", async () => {
    const mail = await sendMail(harness, { body: THREE }, "30 seconds");
    for (const path of mail.links) {
      await ask({ path });
      await later("6 seconds");
    }
    await later("1 minute");
    expect(await started()).toEqual({ clicked: 0, opened: 0, machines: 3 });
    const { clicks, why } = await seen(mail.messageId);
    expect(clicks).toEqual({ human: 0, machine: 3 });
    expect(new Set(why)).toEqual(
      new Set(["Soon after delivery, link after link of the mail was clicked within 20 seconds."]),
    );
  });

  test("a person who reads and follows two of three links is still a person", async () => {
    const mail = await sendMail(harness, { body: THREE }, "30 seconds");
    await ask({ path: mail.links[0] as string });
    await later("6 seconds");
    await ask({ path: mail.links[2] as string });
    await later("21 seconds");
    expect((await started()).clicked).toBe(2);
    expect((await seen(mail.messageId)).clicks).toEqual({ human: 2, machine: 0 });
  });

  test("an open settles too, and is the scanner's when its program goes on to click links", async () => {
    const scanned = await sendMail(harness, {}, "5 seconds");
    await ask({ path: scanned.pixel as string });
    // The person's own program opens it at the same time.
    await ask({ path: scanned.pixel as string, userAgent: `${person} Edg/140.0` });
    await harness.pass("3 seconds");
    await ask({ path: scanned.pixel as string, userAgent: `${person} Edg/140.0` });
    await Promise.all(scanned.links.map((path) => ask({ path })));
    expect(await started()).toEqual({ clicked: 0, opened: 0, machines: 2 });
    await later("21 seconds");
    expect(await started()).toMatchObject({ clicked: 0, opened: 1 });
    expect((await seen(scanned.messageId)).opens).toEqual({ human: 1, machine: 1 });
    // And when the picture comes after the links.
    const after = await sendMail(harness, {}, "5 seconds");
    await Promise.all(after.links.map((path) => ask({ path })));
    await ask({ path: after.pixel as string });
    expect((await seen(after.messageId)).opens).toEqual({ human: 0, machine: 1 });
  });

  test("an open through the proxy of a mail service that fetches for people counts at once", async () => {
    const mail = await sendMail(harness, {}, "5 seconds");
    await ask({ path: mail.pixel as string, userAgent: "Mozilla/5.0 (via ggpht.com GoogleImageProxy)" });
    expect((await started()).opened).toBe(1);
  });

  test("the only link of a mail counts at once: nothing more could come", async () => {
    const mail = await sendMail(harness, { body: "[One](https://example.com/1)" }, "5 seconds");
    await ask({ path: mail.links[0] as string });
    expect((await started()).clicked).toBe(1);
  });

  test("what a member presses in the built-in mailbox counts at once", async () => {
    const mail = await sendMail(harness, {}, "5 seconds");
    const { contracts } = await import("@/lib/api/contracts/all");
    await harness.workspace.client(contracts.messages.reactMail, { id: mail.id, reaction: "open" });
    await harness.workspace.client(contracts.messages.reactMail, { id: mail.id, reaction: "click", link: 1 });
    expect(await started()).toEqual({ clicked: 1, opened: 1, machines: 1 });
  });
});

test("ten minutes after delivery a click is a person's at once", async () => {
  const mail = await sendMail(harness, {}, "10 minutes");
  await ask({ path: mail.links[0] as string });
  expect((await started()).clicked).toBe(1);
  await ask({ path: mail.pixel as string });
  expect((await started()).opened).toBe(1);
});

test("two sweeps at once settle a click once", async () => {
  const mail = await sendMail(harness, {}, "1 minute");
  await ask({ path: mail.links[0] as string });
  await harness.pass("21 seconds");
  const { sweep } = await import("@/lib/services/runs/sweep");
  await Promise.all([sweep(), sweep(), sweep()]);
  expect((await started()).clicked).toBe(1);
});

describe("a wait that would give up while a click settles", () => {
  /** Starts to wait for a click, at most 2 minutes, and lets all but the last 10 seconds of them pass. */
  async function waiting(contactId: string) {
    const tag = `wait-${crypto.randomUUID()}`;
    const id = await harness.publish({
      nodes: [
        { id: "t", type: "tag_added", config: { tag } },
        {
          id: "w",
          type: "wait_for_event",
          config: {
            events: [{ id: "clicked", name: "Clicked", type: "email.clicked" }],
            timeout: { amount: 2, unit: "minutes" },
          },
        },
      ],
    });
    await harness.addTag(contactId, tag);
    await harness.drain();
    await harness.pass("110 seconds");
    return async () => {
      await harness.drain();
      const [run] = await harness.runs(id);
      return (await harness.steps(run!.id as string)).find(({ node_id }) => node_id === "w")!;
    };
  }

  test("stays open until it has settled: the click came in time", async () => {
    const mail = await sendMail(harness, {}, "1 minute");
    const step = await waiting(mail.contactId);
    await ask({ path: mail.links[0] as string });
    await later("15 seconds");
    expect(await step()).toMatchObject({ status: "waiting" });
    await later("6 seconds");
    expect(await step()).toMatchObject({ status: "done", outlet: "clicked" });
  });

  test("gives up soon after when it was a scanner's", async () => {
    const mail = await sendMail(harness, { body: THREE }, "1 minute");
    const step = await waiting(mail.contactId);
    for (const path of mail.links) {
      await ask({ path });
      await later("5 seconds");
    }
    expect(await step()).toMatchObject({ status: "waiting" });
    await later("2 minutes");
    expect(await step()).toMatchObject({ status: "done", outlet: "timeout" });
  });
});
