import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../../support/runs.ts";
import { ask, sendMail } from "../../support/tracked-mail.ts";

let harness: RunsHarness;

beforeAll(async () => {
  harness = await runsHarness();
});
afterAll(() => harness.end());

const events = (messageId: string) =>
  harness.sql`select type, machine, data from public.message_events
    where message_id = ${messageId} and type in ('opened', 'clicked') order by created_at`;
async function message(id: string) {
  const { contracts } = await import("@/lib/api/contracts/all");
  return harness.workspace.client(contracts.messages.get, { id });
}

describe("a tracked mail", () => {
  test("leads its links through here, shows a picture, and leaves other addresses alone", async () => {
    const mail = await sendMail(harness);
    expect(mail.links).toHaveLength(2);
    expect(mail.html).toContain('href="mailto:a@example.com"');
    expect(mail.text).toContain("https://example.com/one");
    expect(mail.text).not.toContain("/r/");
    const { links } = await message(mail.messageId);
    expect(links.map(({ url }) => url)).toEqual([
      "https://example.com/one?a=1&b=%22x%22",
      "https://example.com/two#end",
    ]);
    expect(new Set([...mail.links, mail.pixel]).size).toBe(3);
  });

  test("sends a click on to the stored address, and writes it down as a person's", async () => {
    const mail = await sendMail(harness);
    const answer = await ask({ path: mail.links[0] as string });
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "https://example.com/one?a=1&b=%22x%22"]);
    expect(await events(mail.messageId)).toMatchObject([
      { type: "clicked", machine: false, data: { position: 1, url: "https://example.com/one?a=1&b=%22x%22" } },
    ]);
    const shown = await message(mail.messageId);
    expect(shown.clicks).toEqual({ human: 1, machine: 0 });
    expect(shown.links.map(({ clicks }) => clicks.human)).toEqual([1, 0]);
  });

  test("counts an open when its picture is fetched; the same look twice is one", async () => {
    const mail = await sendMail(harness);
    const answer = await ask({ path: mail.pixel as string });
    expect(answer.headers.get("content-type")).toBe("image/gif");
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 6)
        .toString(),
    ).toBe("GIF89a");
    await ask({ path: mail.pixel as string });
    expect((await message(mail.messageId)).opens).toEqual({ human: 1, machine: 0 });
    await harness.pass("1 hour");
    await ask({ path: mail.pixel as string });
    expect((await message(mail.messageId)).opens).toEqual({ human: 2, machine: 0 });
  });

  test("keeps what machines do, apart", async () => {
    const mail = await sendMail(harness);
    await ask({ path: mail.pixel as string, userAgent: "Mozilla/5.0" });
    await ask({ path: mail.links[0] as string, userAgent: "BarracudaCentral/1.0" });
    await harness.pass("1 minute");
    await ask({ path: mail.links[1] as string, headers: { "sec-purpose": "prefetch" } });
    const shown = await message(mail.messageId);
    expect([shown.opens, shown.clicks]).toEqual([
      { human: 0, machine: 1 },
      { human: 0, machine: 2 },
    ]);
    expect(shown.events.filter(({ machine }) => machine).map(({ data }) => data.why)).toHaveLength(3);
    const { contracts } = await import("@/lib/api/contracts/all");
    const timeline = await harness.workspace.client(contracts.contacts.activities, { id: mail.contactId });
    expect(timeline.data.filter(({ type, data }) => type === "email.clicked" && data.machine === true)).toHaveLength(2);
  });

  test("takes clicks within seconds of delivery, and links clicked all at once, for a scanner's", async () => {
    const early = await sendMail(harness, {}, "1 second");
    await ask({ path: early.links[0] as string });
    expect((await message(early.messageId)).clicks).toEqual({ human: 0, machine: 1 });
    const burst = await sendMail(harness);
    await Promise.all(burst.links.map((path) => ask({ path })));
    expect((await message(burst.messageId)).clicks).toEqual({ human: 0, machine: 2 });
  });

  test("writes nothing down for HEAD", async () => {
    const mail = await sendMail(harness);
    expect((await ask({ path: mail.links[0] as string, method: "HEAD" })).status).toBe(204);
    expect((await ask({ path: mail.pixel as string, method: "HEAD" })).status).toBe(200);
    expect(await events(mail.messageId)).toEqual([]);
  });

  test("stops writing after 500 looks, and still leads on", async () => {
    const mail = await sendMail(harness);
    await harness.sql`insert into public.message_events (workspace_id, message_id, type, occurred_at)
      select ${harness.workspace.workspaceId}, ${mail.messageId}, 'clicked', now() - interval '1 day' from generate_series(1, 500)`;
    expect((await ask({ path: mail.links[0] as string })).status).toBe(302);
    expect(await events(mail.messageId)).toHaveLength(500);
  });
});

describe("a link that is not ours", () => {
  test("gets a plain page, whatever it asks to be sent to; the picture always comes", async () => {
    const mail = await sendMail(harness);
    const [before] = await harness.sql`select count(*)::int as n from public.message_events`;
    const changed = (path: string) => path.replace(/.(\.gif)?$/, (end) => (end[0] === "A" ? "B" : "A") + end.slice(1));
    for (const path of [
      "/r/nothing",
      changed(mail.links[0] as string),
      (mail.pixel as string).replace("/t/o", "/r").replace(".gif", ""),
    ]) {
      const answer = await ask({ path });
      expect([answer.status, answer.headers.get("location")]).toEqual([404, null]);
      expect(await answer.text()).toContain("This link does not work");
    }
    for (const path of [
      "/t/o/nothing.gif",
      changed(mail.pixel as string),
      (mail.links[0] as string).replace("/r/", "/t/o/"),
    ])
      expect((await ask({ path })).status).toBe(200);
    const [after] = await harness.sql`select count(*)::int as n from public.message_events`;
    expect(after?.n).toBe(before?.n);
  });
  test("leads nowhere after its mail was deleted", async () => {
    const mail = await sendMail(harness);
    await harness.sql`delete from public.effects where message_id = ${mail.messageId}`;
    await harness.sql`delete from public.messages where id = ${mail.messageId}`;
    expect((await ask({ path: mail.links[0] as string })).status).toBe(404);
    expect((await ask({ path: mail.pixel as string })).status).toBe(200);
  });
});

describe("who decides about tracking", () => {
  test("by purpose: transactional mail is not tracked", async () => {
    const mail = await sendMail(harness, { track: "by_purpose" });
    expect([mail.pixel, mail.links]).toEqual([null, []]);
    expect(mail.html).toContain('href="https://example.com/two#end"');
  });
  test("the unsubscribe link of a marketing mail stays as it is", async () => {
    const mail = await sendMail(harness, { track: "off" });
    expect(mail.links).toEqual([]);
    const { trackMail } = await import("@/lib/services/messages/track-mail");
    const own = `${process.env.LEADLOOM_URL}/u/abc`;
    const html = `<body><a href="${own}">Unsubscribe</a><a class="b" href="https://a.example/?x=1&amp;y=%3C">A</a></body>`;
    const one = trackMail({ html, workspaceId: harness.workspace.workspaceId, messageId: mail.messageId });
    expect(one.html).toContain(`href="${own}"`);
    expect(one.urls).toEqual(["https://a.example/?x=1&y=%3C"]);
    expect(trackMail({ html, workspaceId: harness.workspace.workspaceId, messageId: mail.messageId })).toEqual(one);
  });
  test("the workspace can switch it off, whatever a step says", async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const { client, workspaceId } = harness.workspace;
    await client(contracts.workspaces.update, { id: workspaceId, track_email: false });
    const mail = await sendMail(harness);
    await client(contracts.workspaces.update, { id: workspaceId, track_email: true });
    expect([mail.pixel, mail.links]).toEqual([null, []]);
  });
});

test("at the mailbox screen a person opens and clicks through the same addresses", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { client } = harness.workspace;
  const mail = await sendMail(harness);
  const opened = await client(contracts.messages.reactMail, { id: mail.id, reaction: "open" });
  expect([opened.tracked, opened.opens, opened.links.length]).toEqual([true, { human: 1, machine: 0 }, 2]);
  const clicked = await client(contracts.messages.reactMail, { id: mail.id, reaction: "click", link: 2 });
  expect(clicked.links.map(({ clicks }) => clicks.human)).toEqual([0, 1]);
  await expect(client(contracts.messages.reactMail, { id: mail.id, reaction: "click", link: 3 })).rejects.toMatchObject(
    {
      code: "conflict",
    },
  );
  await expect(client(contracts.messages.reactMail, { id: mail.id, reaction: "click" })).rejects.toMatchObject({
    code: "validation",
  });
  const bounced = await client(contracts.messages.reactMail, { id: mail.id, reaction: "bounce" });
  expect(bounced.status).toBe("bounced");
});
