import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunsHarness, runsHarness } from "../support/runs.ts";
import { connectProviders, type Providers, startProviders } from "./providers.ts";
import { tell } from "./report.ts";
import { dice, scale } from "./scale.ts";

const BATCH = 24;
let h: RunsHarness;
let providers: Providers;

beforeAll(async () => {
  providers = await startProviders();
  h = await runsHarness();
  await connectProviders({ h, other: providers.other });
  // Numbers taken while a transaction commits: the order of the commits, whatever order the work was begun in.
  await h.sql.unsafe(`
    create table private.evidence (n bigint generated always as identity, what text, address text);
    create function private.evidence() returns trigger language plpgsql security definer set search_path = '' as $$
    begin
      insert into private.evidence (what, address)
      select tg_argv[0], case tg_argv[0] when 'stop' then to_jsonb(new) ->> 'address'
        else (select m.to_address from public.messages m where m.id = (to_jsonb(new) ->> 'message_id')::uuid) end;
      return null;
    end $$;
    create constraint trigger evidence after insert or update of status, owner on public.effects deferrable initially deferred
      for each row when (new.status = 'claimed') execute function private.evidence('claim');
    create constraint trigger evidence after insert on public.suppressions deferrable initially deferred
      for each row execute function private.evidence('stop');`);
});
afterAll(async () => {
  await h.end();
  await providers.close();
});

/** Hands in STOP as the provider's webhook does once its signature was checked. */
async function stopBySms(phone: string): Promise<void> {
  const { commitAsWorker } = await import("@/lib/services/commit");
  const { recordInbound } = await import("@/lib/services/messages/texts/record-inbound");
  const providerId = `SM${crypto.randomUUID().replaceAll("-", "")}`;
  const input = {
    channel: "sms",
    provider: "twilio",
    providerId,
    from: phone,
    to: "+15550100200",
    text: "STOP",
  } as const;
  await commitAsWorker({
    workspaceId: h.workspace.workspaceId,
    source: "test",
    fn: (ctx) => recordInbound({ ctx, input: { ...input, answered: false } }),
  });
}

/** Presses the unsubscribe link of a mail the contact had before. */
async function unsubscribe(messageId: string): Promise<void> {
  const { commitAsWorker } = await import("@/lib/services/commit");
  const { unsubscribe: act } = await import("@/lib/services/messages/unsubscribe");
  const input = { messageId, ip: null, userAgent: null };
  await commitAsWorker({ workspaceId: h.workspace.workspaceId, source: "test", fn: (ctx) => act({ ctx, input }) });
}

const { wanted, seed, inTime, seconds } = scale({ short: 100, deep: 10_000, shortSeconds: 30, deepSeconds: 480 });

test(`${wanted} runs that send while the contact says stop: nothing is claimed after it`, async () => {
  const { contracts } = await import("@/lib/api/contracts/all");
  const { workspaceId, client } = h.workspace;
  const config = { purpose: "marketing", hours: "any_time" };
  const graphs = {
    sms: { type: "send_sms", config: { ...config, purpose: "transactional", body: "Hello" } },
    email: { type: "send_email", config: { ...config, subject: "Hello", body: "Hello" } },
  };
  for (const [tag, node] of Object.entries(graphs)) {
    const id = await h.publish({
      name: tag,
      nodes: [
        { id: "t", type: "tag_added", config: { tag } },
        { id: "s", ...node },
        { id: "s2", ...node },
      ],
    });
    await client(contracts.workflows.update, { id, settings: { breaker: null } as never });
  }
  const roll = dice(seed);
  let races = 0;
  let window = 150;
  while (races < wanted && inTime()) {
    const people: { id: string; phone: string; email: string; messageId: string; way: "sms" | "email" }[] = [];
    for (let n = 0; n < BATCH; n++) {
      const number = races + n;
      const [phone, email] = [`+1555${String(1_000_000 + number)}`, `p${number}@example.test`];
      const id = await h.addContact({ phone, email });
      const way = n % 2 ? "sms" : "email";
      let messageId = "";
      if (way === "email") {
        await h.sql`insert into public.contact_consents (workspace_id, contact_id, channel, status, source)
          values (${workspaceId}, ${id}, 'email', 'granted', 'test')`;
        const [mail] = await h.sql`
          insert into public.messages (workspace_id, contact_id, channel, direction, purpose, to_address, provider, status, sent_at)
          values (${workspaceId}, ${id}, 'email', 'outbound', 'marketing', ${email}, 'resend', 'sent', private.now()) returning id`;
        messageId = mail!.id as string;
      }
      await h.addTag(id, way);
      people.push({ id, phone, email, messageId, way });
    }
    const began = performance.now();
    await Promise.all([
      ...Array.from({ length: 4 }, () => h.drain({ maxVisits: 10_000 })),
      ...people.map(async (one) => {
        await sleep(roll() * window);
        await (one.way === "sms" ? stopBySms(one.phone) : unsubscribe(one.messageId));
      }),
    ]);
    // The stops fall across the time the sends take.
    window = Math.min(1000, Math.max(20, (performance.now() - began) * 0.8));
    await h.drain();
    races += BATCH;
  }

  const late = await h.sql<{ address: string }[]>`
    select c.address from private.evidence c join private.evidence s on s.address = c.address and s.what = 'stop'
    where c.what = 'claim' and c.n > s.n`;
  const [counted] = await h.sql`
    select (select count(*)::int from private.evidence where what = 'claim') as claims,
      (select count(*)::int from private.evidence where what = 'stop') as stops,
      (select count(*)::int from public.effects where status = 'done') as sent,
      (select count(*)::int from public.workflow_run_steps where node_id in ('s', 's2') and coalesce(output ->> 'status', status) = 'skipped') as skipped,
      (select count(*)::int from public.workflow_runs where status <> 'completed') as unfinished`;
  const { resend, twilio } = providers;
  const delivered = resend.deliveries.length + twilio.messages.length;
  const unexpected = [
    ...(counted!.stops === races ? [] : [`${counted!.stops} of ${races} stops were written`]),
    ...(counted!.sent === delivered ? [] : [`the ledger says ${counted!.sent} sent, the providers ${delivered}`]),
    ...(counted!.sent + counted!.skipped === races * 2
      ? []
      : [`${counted!.sent} sent and ${counted!.skipped} skipped of ${races * 2}`]),
    ...(counted!.unfinished === 0 ? [] : [`${counted!.unfinished} runs did not end`]),
  ];
  const { claims, stops, skipped } = counted as unknown as Record<string, number>;
  tell({
    kind: "stop against send",
    seed,
    injected: races,
    wanted,
    acknowledged: races,
    lost: [],
    duplicated: claims! > delivered ? [`${claims} claims, ${delivered} deliveries`] : [],
    recovered: races,
    sentAfterStop: late.length,
    unknown: [],
    unexpected,
    seconds: seconds(),
    counts: { stops: stops!, "sent before it": delivered, "skipped after it": skipped! },
  });
  expect(late).toEqual([]);
  expect(unexpected).toEqual([]);
  // Both must have happened, or there was no race.
  expect(delivered).toBeGreaterThan(0);
  expect(skipped).toBeGreaterThan(0);
});
