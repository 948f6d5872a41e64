import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { ask, sendMail } from "../../support/tracked-mail.ts";

let harness: RunsHarness;

beforeAll(async () => {
  harness = await runsHarness();
});
afterAll(() => harness.end());

const started = async (workflowId: string) => (await harness.runs(workflowId)).length;
const trigger = (type: string, config: Record<string, unknown> = {}) =>
  harness.publish({ nodes: [{ id: "t", type, config }], edges: [], entry: { reentry: { mode: "always" } } });

async function view(contactId: string, url: string) {
  const { contracts } = await import("@/lib/api/contracts/all");
  await harness.workspace.client(contracts.events.send, {
    events: [{ name: "page.viewed", contact_id: contactId, properties: { url, title: "A page" } }],
  });
}

test("opens and clicks of people start workflows; of machines only where that is asked for", async () => {
  const [opened, clicked, any, other] = await Promise.all([
    trigger("email_opened"),
    trigger("email_clicked", { url: "/one" }),
    trigger("email_clicked", { machines: true }),
    trigger("email_opened", { subject: "another" }),
  ]);
  const mail = await sendMail(harness);
  await ask({ path: mail.pixel as string, userAgent: "Mozilla/5.0" });
  await ask({ path: mail.links[1] as string, userAgent: "curl/8.5.0" });
  expect([await started(opened), await started(clicked), await started(any)]).toEqual([0, 0, 1]);
  await harness.pass("1 minute");
  await ask({ path: mail.pixel as string });
  await ask({ path: mail.links[0] as string });
  expect([await started(opened), await started(clicked), await started(any)]).toEqual([1, 1, 2]);
  expect(await started(other)).toBe(0);
});

test("a wait for a click is not ended by a scanner", async () => {
  const workflow = await harness.publish({
    nodes: [
      { id: "t", type: "tag_added", config: { tag: "waits" } },
      {
        id: "w",
        type: "wait_for_event",
        config: { events: [{ id: "a", name: "Click", type: "email.clicked" }], lookBack: true },
      },
    ],
    edges: ["t -> w"],
  });
  const mail = await sendMail(harness);
  await harness.addTag(mail.contactId, "waits");
  await harness.drain();
  const status = async () => (await harness.runs(workflow))[0]?.status;
  await ask({ path: mail.links[0] as string, userAgent: "curl/8.5.0" });
  await harness.drain();
  expect(await status()).toBe("waiting");
  await harness.pass("1 minute");
  await ask({ path: mail.links[0] as string });
  await harness.drain();
  expect(await status()).toBe("completed");
});

test("a page view is an event of its own with its path, and starts workflows by pattern", async () => {
  const [pricing, blog] = await Promise.all([
    trigger("page_visited", { url: "/pricing*" }),
    trigger("page_visited", { url: "https://example.com/blog/*" }),
  ]);
  const contactId = await harness.addContact({ email: "views@example.com" });
  await view(contactId, "https://example.com/pricing/teams?ref=mail#top");
  await view(contactId, "https://example.com");
  expect([await started(pricing), await started(blog)]).toEqual([1, 0]);
  const rows = await harness.sql`select key, data from public.activities
    where subject_id = ${contactId} and type = 'page.viewed' order by seq`;
  expect(rows.map(({ key, data }) => [key, data.path, data.title])).toEqual([
    ["/pricing/teams", "/pricing/teams", "A page"],
    ["/", "/", "A page"],
  ]);
});

test("several visits within a while: counted by pattern, older ones forgotten, the count said", async () => {
  const workflow = await trigger("page_visited", { url: "/docs/*", times: 3, withinDays: 1 });
  const contactId = await harness.addContact({ email: "often@example.com" });
  await view(contactId, "https://example.com/docs/a");
  await harness.pass("25 hours");
  await view(contactId, "https://example.com/docs/b");
  await view(contactId, "https://example.com/elsewhere");
  await view(contactId, "https://example.com/docs/c");
  expect(await started(workflow)).toBe(0);
  const reasons = (await harness.decisions(workflow)).map(({ reason }) => reason);
  expect(reasons).toContain("It happened 2 of 3 times within 24 hours.");
  await view(contactId, "https://example.com/docs/a");
  expect(await started(workflow)).toBe(1);
});

test("custom events start workflows by name and properties", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const workflow = await trigger("custom_event", {
    name: "order.paid",
    conditions: { field: "trigger.data.properties.total", op: "gte", value: 100 },
  });
  for (const [name, total] of [
    ["order.paid", 20],
    ["order.refunded", 200],
    ["order.paid", 100],
  ] as const)
    await harness.workspace.client(contracts.events.send, {
      events: [{ name, email: "buyer@example.com", properties: { total } }],
    });
  expect(await started(workflow)).toBe(1);
});

test("a bounce that may pass starts nothing by itself and stops no mail; a hard one does both", async () => {
  const [hard, soft] = await Promise.all([trigger("email_bounced"), trigger("email_bounced", { soft: true })]);
  const { commitAsWorker } = await import("@/lib/services/commit");
  const { recordEvent } = await import("@/lib/services/messages/record-event");
  const { workspaceId } = harness.workspace;
  const { messageId } = await sendMail(harness);
  const bounce = (input: { soft?: boolean }) =>
    commitAsWorker({ workspaceId, fn: (ctx) => recordEvent({ ctx, input: { messageId, type: "bounced", ...input } }) });
  const suppressed = async () =>
    (await harness.sql`select count(*)::int as n from public.suppressions where message_id = ${messageId}`)[0]?.n;
  expect(await bounce({ soft: true })).toBe(true);
  expect([await started(hard), await started(soft), await suppressed()]).toEqual([0, 1, 0]);
  expect(await bounce({})).toBe(true);
  expect([await started(hard), await started(soft), await suppressed()]).toEqual([1, 2, 1]);
  expect(await bounce({})).toBe(false);
});
