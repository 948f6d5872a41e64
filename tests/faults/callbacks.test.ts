import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { makeContact, post, sendText, texts, twilioPost } from "../integration/texts/fixture.ts";
import { closedLoop } from "../support/load.ts";
import { orders } from "./orders.ts";
import { tell } from "./report.ts";
import { dice, scale, shuffle } from "./scale.ts";

const key = Buffer.from("a key for tests only, 32 bytes!!").toString("base64");

const families = {
  twilio: [
    ["queued", "sent", "delivered", "read"],
    ["sent", "undelivered", "delivered"],
    ["queued", "sending", "sent", "failed"],
  ],
  resend: [
    ["email.delivered", "email.bounced", "email.complained"],
    ["email.sent", "email.delivered", "email.delivery_delayed", "email.bounced"],
  ],
};

const report = async (args: {
  provider: string;
  report: string;
  id: string;
  providerId: string;
  connection: string;
}) => {
  if (args.provider === "twilio") {
    const bad: object = args.report === "undelivered" || args.report === "failed" ? { ErrorCode: "30005" } : {};
    const price: object = args.report === "delivered" ? { Price: "-0.0079", PriceUnit: "USD" } : {};
    const params: Record<string, string> = {
      MessageSid: args.providerId,
      MessageStatus: args.report,
      ...bad,
      ...price,
    };
    return (await post(twilioPost({ params, query: `?m=${args.id}` }))).status;
  }
  const { POST } = await import("@/app/api/webhooks/resend/[connection]/route");
  const data = {
    email_id: args.providerId,
    ...(args.report === "email.bounced" ? { bounce: { type: "Permanent" } } : {}),
  };
  const body = JSON.stringify({ type: args.report, created_at: new Date().toISOString(), data });
  const timestamp = String(Math.floor(Date.now() / 1000));
  // The same delivery again carries the same id.
  const name = `msg_${args.id}_${args.report}`;
  const mac = createHmac("sha256", Buffer.from(key, "base64")).update(`${name}.${timestamp}.${body}`).digest("base64");
  const headers = { "svix-id": name, "svix-timestamp": timestamp, "svix-signature": `v1,${mac}` };
  const request = new Request("http://hook.test/", { method: "POST", headers, body });
  return (await POST(request, { params: Promise.resolve({ connection: args.connection }) })).status;
};

/** A message the provider took, of which nothing was reported yet. */
async function sentMessage(provider: string): Promise<{ id: string; providerId: string; contactId: string }> {
  const contact = await makeContact({ agreed: [] });
  if (provider === "twilio") {
    const outcome = await sendText({ contact, given: { purpose: "transactional" } });
    const output = outcome.status === "done" ? outcome.output : {};
    return { id: String(output.message_id), providerId: String(output.provider_id), contactId: contact.id };
  }
  const providerId = crypto.randomUUID();
  const [row] = await texts.admin`
    insert into public.messages (workspace_id, contact_id, channel, direction, purpose, to_address, provider, provider_id, status, sent_at)
    values (${texts.workspace.workspaceId}, ${contact.id}, 'email', 'outbound', 'transactional', ${`${contact.id}@example.test`}, 'resend', ${providerId}, 'sent', private.now())
    returning id`;
  return { id: row!.id as string, providerId, contactId: contact.id };
}

/** How a message and its contact ended. */
async function endOf({ id, contactId }: { id: string; contactId: string }): Promise<string> {
  const [end] = await texts.admin`
    select m.status, m.reason, m.cost_micros,
      (select array_agg(e.type order by e.type) from public.message_events e where e.message_id = m.id) as events,
      (select array_agg(a.type order by a.type) from public.activities a where a.contact_id = ${contactId} and a.data ->> 'message_id' = m.id::text) as activities,
      (select array_agg(s.reason) from public.suppressions s where s.workspace_id = m.workspace_id and s.address = m.to_address) as suppression
    from public.messages m where m.id = ${id}`;
  return JSON.stringify(end);
}

const { wanted, seed, deep, inTime, seconds } = scale({ short: 100, deep: 1e6, shortSeconds: 25, deepSeconds: 3000 });

test("reports in every order, and several times, end the same", async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const resend = await texts.workspace.client(contracts.connections.connect, {
    provider: "resend",
    api_key: "test-key-for-loopback",
    webhook_secret: `whsec_${key}`,
  });
  const work: { provider: string; set: string[]; order: string[] }[] = [];
  const roll = dice(seed);
  const sets = Object.entries(families).flatMap(([provider, all]) => all.map((set) => ({ provider, set })));
  for (const { provider, set } of sets) {
    // Every order of each report coming twice; the short form takes some of them.
    const all = orders([...set, ...set]);
    shuffle({ list: all, roll });
    const share = deep ? all.length : Math.ceil(wanted / sets.length);
    work.push(...all.slice(0, share).map((order) => ({ provider, set, order })));
  }
  // What the time does not suffice for is missing from every set alike.
  shuffle({ list: work, roll });
  const ends = new Map<string, Map<string, number>>();
  const unexpected: string[] = [];
  const duplicated: string[] = [];
  let tried = 0;
  let told = 0;
  await closedLoop({
    count: work.length,
    clients: 6,
    work: async (n) => {
      if (!inTime()) return;
      const { provider, set, order } = work[n]!;
      const message = await sentMessage(provider);
      for (const one of order) {
        const connection = resend.id;
        const status = await report({ provider, report: one, connection, ...message });
        if (status !== 200) unexpected.push(`${one} answered ${status}`);
        told++;
      }
      const end = await endOf(message);
      const { events, activities } = JSON.parse(end) as { events: string[] | null; activities: string[] | null };
      for (const list of [events ?? [], activities ?? []])
        for (const type of new Set(list))
          if (list.filter((other) => other === type).length > 1) duplicated.push(`${type} after ${order.join(" ")}`);
      const name = `${provider}: ${set.join(" ")}`;
      const found = ends.get(name) ?? new Map<string, number>();
      ends.set(name, found.set(end, (found.get(end) ?? 0) + 1));
      tried++;
    },
  });
  for (const [name, found] of ends)
    if (found.size > 1) unexpected.push(`${name} ended ${found.size} ways: ${[...found.keys()].join(" or ")}`);
  tell({
    kind: "reports in any order and repeated",
    seed,
    injected: tried,
    wanted: work.length,
    acknowledged: told,
    lost: [],
    duplicated,
    recovered: tried,
    unknown: [],
    unexpected,
    seconds: seconds(),
  });
  expect(duplicated).toEqual([]);
  expect(unexpected).toEqual([]);
  expect(ends.size).toBe(sets.length);
});
