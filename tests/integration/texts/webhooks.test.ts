import { describe, expect, test } from "vitest";
import {
  ACCOUNT,
  freshNumber,
  freshSid,
  fromPhone,
  makeContact,
  post,
  sendText,
  stored,
  texts,
  twilioPost,
} from "./fixture.ts";

const MUTATIONS = Number(process.env.LEADLOOM_MUTATIONS ?? 5000);

/** Numbers that come out the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
}

async function everything(): Promise<string> {
  const { workspaceId } = texts.workspace;
  const tables = ["messages", "message_events", "suppressions", "contact_consents", "effects", "activities"];
  const rows = [];
  for (const table of tables)
    rows.push(
      await texts.admin`select to_jsonb(t) as row from ${texts.admin(`public.${table}`)} t where workspace_id = ${workspaceId} order by 1`,
    );
  return JSON.stringify(rows);
}

test(`nothing but Twilio's own post is taken: 0 of ${MUTATIONS} changed ones`, async () => {
  const contact = await makeContact();
  await sendText({ contact });
  const [message] = await stored();
  const roll = dice(20261122);
  const letters = "abcXYZ019+:/-_ %&=ä".split("");
  const change = (text: string): string => {
    const at = roll(text.length + 1);
    const letter = letters[roll(letters.length)] as string;
    const kinds = [
      text.slice(0, at) + letter + text.slice(at),
      text.slice(0, at) + text.slice(at + 1),
      text.slice(0, at) + letter + text.slice(at + 1),
      "",
      text + text,
    ];
    return kinds[roll(kinds.length)] as string;
  };
  const before = await everything();
  const statuses = new Map<number, number>();
  let made = 0;
  while (made < MUTATIONS) {
    const params: Record<string, string> = {
      AccountSid: ACCOUNT,
      MessageSid: freshSid(),
      From: contact.phone,
      To: "+15550100200",
      ...(roll(2) ? { Body: "STOP", SmsStatus: "received" } : { MessageStatus: "delivered" }),
    };
    const genuine = twilioPost({ params, query: `?m=${message!.id}` });
    const forged = { ...genuine, body: genuine.body as string, signature: genuine.signature as string | null };
    const names = Object.keys(params);
    const name = names[roll(names.length)] as string;
    switch (roll(7)) {
      case 0: {
        const next = change(params[name] as string);
        if (next === params[name]) continue;
        forged.body = new URLSearchParams({ ...params, [name]: next }).toString();
        break;
      }
      case 1: {
        const { [name]: _, ...rest } = params;
        forged.body = new URLSearchParams(rest).toString();
        break;
      }
      case 2:
        forged.body = `${genuine.body}&${letters[roll(9)]}${made}=${roll(1000)}`;
        break;
      case 3: {
        const next = change(genuine.signature);
        if (next === genuine.signature) continue;
        forged.signature = /^[\x20-\x7e]*$/.test(next) ? next : "x";
        break;
      }
      case 4:
        forged.path = `${genuine.path.split("?")[0]}?m=${crypto.randomUUID()}`;
        break;
      case 5:
        Object.assign(
          forged,
          twilioPost({ params, query: `?m=${message!.id}`, token: `loopback-token-${roll(1000)}` }),
        );
        break;
      default:
        // The same field twice: which of them was signed cannot be told.
        forged.body = `${genuine.body}&${name}=${encodeURIComponent(params[name] as string)}`;
    }
    made++;
    const { status } = await post(forged);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  console.info(`Twilio webhook: ${made} changed posts, ${JSON.stringify([...statuses])}`);
  expect([...statuses]).toEqual([[401, MUTATIONS]]);
  expect(await everything()).toBe(before);
}, 120_000);

test("a missing signature, an unknown connection and another workspace's connection are refused alike", async () => {
  const params = {
    MessageSid: freshSid(),
    SmsStatus: "received",
    From: "+15551234567",
    To: "+15550100200",
    Body: "Hi",
  };
  const answers = [
    await post({ ...twilioPost({ params }), signature: null }),
    await post(twilioPost({ params, connectionId: crypto.randomUUID() })),
    await post({ ...twilioPost({ params, connectionId: "none" }) }),
    await post(twilioPost({ params: { ...params, AccountSid: `AC${"1".repeat(32)}` } })),
  ];
  const bodies = await Promise.all(answers.map(async (one) => ({ status: one.status, ...(await one.json()).error })));
  for (const body of bodies) expect(body).toMatchObject({ status: 401, code: "unauthenticated" });
  expect(await stored()).toEqual([]);
});

describe("reports in any order, and twice", () => {
  const sets = [
    ["queued", "sent", "delivered"],
    ["sent", "undelivered"],
    ["queued", "sent", "delivered", "read"],
    ["sent", "failed", "delivered"],
  ];
  test.each(sets)("%s %s %s: every order ends the same", async (...given) => {
    const reports = given.filter((one): one is string => typeof one === "string");
    const ends = new Set<string>();
    for (const order of permutations(reports)) {
      const contact = await makeContact();
      await sendText({ contact });
      const message = (await stored()).at(-1)!;
      for (const status of [...order, ...order])
        await post(
          twilioPost({
            params: {
              MessageSid: message.provider_id,
              MessageStatus: status,
              ...(status === "undelivered" || status === "failed" ? { ErrorCode: "30005" } : {}),
              ...(status === "delivered" ? { Price: "-0.0079", PriceUnit: "USD" } : {}),
            },
            query: `?m=${message.id}`,
          }),
        );
      const [end] = await texts.admin`
        select m.status, m.reason, m.cost_micros, (select array_agg(e.type order by e.type) from public.message_events e where e.message_id = m.id) as events,
          (select s.reason from public.suppressions s where s.workspace_id = m.workspace_id and s.address = m.to_address) as suppression
        from public.messages m where m.id = ${message.id}`;
      ends.add(JSON.stringify(end));
    }
    expect(ends.size).toBe(1);
    const [end] = [...ends].map((one) => JSON.parse(one));
    const best = ["read", "delivered", "failed", "undelivered", "sent"].find((one) => reports.includes(one));
    expect(end.status).toBe(best === "undelivered" ? "failed" : best);
    expect(end.reason).toBe(end.status === "failed" ? "The number is not in use. (Twilio 30005)" : null);
    expect(end.suppression).toBe(reports.some((one) => /fail|undel/.test(one)) ? "bounced" : null);
  });
  test("a report about another message than ours changes nothing", async () => {
    const contact = await makeContact();
    await sendText({ contact });
    const [message] = await stored();
    await post(twilioPost({ params: { MessageSid: freshSid(), MessageStatus: "failed" }, query: `?m=${message!.id}` }));
    await post(
      twilioPost({ params: { MessageSid: freshSid(), MessageStatus: "failed" }, query: `?m=${crypto.randomUUID()}` }),
    );
    expect(await stored()).toMatchObject([{ status: "sent" }]);
  });
});

describe("texts that come in", () => {
  test("are kept once and stand on the contact's timeline", async () => {
    const contact = await makeContact();
    const sid = freshSid();
    for (let n = 0; n < 3; n++)
      expect((await fromPhone({ from: contact.phone, text: "Yes, please", sid })).status).toBe(200);
    expect(await stored()).toMatchObject([
      {
        direction: "inbound",
        status: "received",
        contact_id: contact.id,
        from_address: contact.phone,
        text: "Yes, please",
      },
    ]);
    const told =
      await texts.admin`select type, data from public.activities where contact_id = ${contact.id} and type like 'sms.%'`;
    expect(told).toMatchObject([{ type: "sms.replied", data: { text: "Yes, please", from: contact.phone } }]);
  });
  test("of a stranger are kept without a contact; STOP counts all the same", async () => {
    const phone = freshNumber();
    await fromPhone({ from: phone, text: "STOP" });
    const contact = await makeContact({ phone, agreed: [] });
    expect(await sendText({ contact, given: { purpose: "transactional" } })).toMatchObject({ status: "skipped" });
  });
  test.each(["STOP", "stop", " Stopall! ", "Unsubscribe", "CANCEL", "end.", "“Quit”"])(
    "%s stops the channel within the request",
    async (text) => {
      const contact = await makeContact();
      const answer = await fromPhone({ from: contact.phone, text });
      expect(await answer.text()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
      for (const purpose of ["marketing", "transactional"] as const)
        expect(await sendText({ contact, given: { purpose } })).toMatchObject({ status: "skipped" });
      const template = { kind: "whatsapp", content: { type: "template", sid: `HX${"0".repeat(32)}`, variables: {} } };
      expect(await sendText({ contact, given: template as never })).toMatchObject({ status: "done" });
    },
  );
  test.each(["please stop by", "STOP it", "yes", "don't stop"])("%s stops nothing", async (text) => {
    const contact = await makeContact();
    await fromPhone({ from: contact.phone, text });
    expect(await sendText({ contact })).toMatchObject({ status: "done" });
  });
  test.each(["START", "unstop", "Yes"])("%s lifts what STOP did, and only that", async (text) => {
    const agreed = await makeContact();
    const silent = await makeContact({ agreed: [] });
    for (const { phone } of [agreed, silent]) {
      await fromPhone({ from: phone, text: "STOP" });
      await fromPhone({ from: phone, text });
    }
    expect(await sendText({ contact: agreed })).toMatchObject({ status: "done" });
    expect(await sendText({ contact: silent })).toMatchObject({
      status: "skipped",
      reason: expect.stringContaining("said no"),
    });
    expect(await sendText({ contact: silent, given: { purpose: "transactional" } })).toMatchObject({ status: "done" });
  });
  test("START does not lift what a member recorded, nor a dead number", async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const contact = await makeContact();
    const record = { id: contact.id, channel: "sms", status: "unsubscribed", source: "by phone" } as const;
    await texts.workspace.client(contracts.contacts.setConsent, record);
    await fromPhone({ from: contact.phone, text: "START" });
    expect(await sendText({ contact })).toMatchObject({
      status: "skipped",
      reason: expect.stringContaining("unsubscribed"),
    });
    const dead = await makeContact();
    await texts.admin`insert into public.suppressions (workspace_id, channel, address, reason)
      values (${texts.workspace.workspaceId}, 'sms', ${dead.phone}, 'bounced')`;
    for (const text of ["STOP", "START"]) await fromPhone({ from: dead.phone, text });
    expect(await sendText({ contact: dead })).toMatchObject({
      status: "skipped",
      reason: expect.stringContaining("could not be reached"),
    });
  });
  test("a member who records a new consent lifts STOP; the contact shows what stands in the way", async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const { client } = texts.workspace;
    const contact = await makeContact();
    await fromPhone({ from: contact.phone, text: "STOP" });
    expect((await client(contracts.contacts.get, { id: contact.id })).suppressions).toMatchObject([
      { channel: "sms", reason: "unsubscribed" },
    ]);
    const record = { id: contact.id, channel: "sms", status: "granted", source: "signed form" } as const;
    await client(contracts.contacts.setConsent, record);
    expect((await client(contracts.contacts.get, { id: contact.id })).suppressions).toEqual([]);
    expect(await sendText({ contact })).toMatchObject({ status: "done" });
  });
  test("everybody with the number is stopped and started", async () => {
    const one = await makeContact();
    const other = await makeContact({ phone: one.phone });
    await fromPhone({ from: one.phone, text: "STOP" });
    for (const contact of [one, other]) expect(await sendText({ contact })).toMatchObject({ status: "skipped" });
    await fromPhone({ from: one.phone, text: "START" });
    for (const contact of [one, other]) expect(await sendText({ contact })).toMatchObject({ status: "done" });
  });
  test("HELP is answered with the workspace's words, unless Twilio has answered", async () => {
    const { contracts } = await import("@/lib/api/contracts/all");
    const { client, workspaceId } = texts.workspace;
    const from = freshNumber();
    expect(await (await fromPhone({ from, text: "help" })).text()).toContain(
      "<Message>Test: reply STOP to get no more messages.</Message>",
    );
    await client(contracts.workspaces.update, { id: workspaceId, sms_help: "Acme & Sons: call +15550100" });
    expect(await (await fromPhone({ from, text: "HELP" })).text()).toContain(
      "<Message>Acme &amp; Sons: call +15550100</Message>",
    );
    const answered = await fromPhone({ from, text: "HELP", more: { OptOutType: "HELP" } });
    expect(await answered.text()).not.toContain("<Message>");
  });
});

function permutations<T>(list: T[]): T[][] {
  if (list.length < 2) return [list];
  return list.flatMap((one, n) => permutations(list.toSpliced(n, 1)).map((rest) => [one, ...rest]));
}
