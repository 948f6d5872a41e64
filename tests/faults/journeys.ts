import { setTimeout as sleep } from "node:timers/promises";
import type { OwnServer } from "../support/own-server.ts";
import { type RunsHarness, runsHarness } from "../support/runs.ts";
import { AppProcess } from "./app-process.ts";
import { connectProviders, type Providers, startProviders, thingOf, ways } from "./providers.ts";
import type { FaultReport } from "./report.ts";

const SETTLE_MS = 120_000;

/** Events that start journeys through every kind of step, while something keeps being killed. */
export interface Journeys {
  h: RunsHarness;
  app: AppProcess;
  /** Sends events to the app until it says of each that it has it; those it does not answer are sent again, as a client would. */
  submit: (count: number) => Promise<void>;
  /** Waits until every journey has ended and compares what was promised with what was done. */
  settle: () => Promise<Found>;
  close: () => Promise<void>;
}

type Found = Pick<
  FaultReport,
  "acknowledged" | "lost" | "duplicated" | "recovered" | "unknown" | "unexpected" | "counts"
>;

export async function startJourneys({ database }: { database?: OwnServer } = {}): Promise<Journeys> {
  const providers = await startProviders();
  const h = await runsHarness({ database });
  const { bindRuntime } = await import("@/lib/runtime");
  const { inngest } = await import("@/inngest/client");
  bindRuntime({ send: async (events) => void (await inngest.send(events)) });
  const secretId = await connectProviders({ h, other: providers.other });
  const workflowId = await publish({ h, providers, secretId });
  const app = new AppProcess();
  await app.start();
  const acknowledged = new Set<string>();
  let people = 0;
  let resent = 0;
  let closing = false;

  // A colleague who says yes to whatever asks, and an hour that passes at once for those who wait.
  const moving = (async () => {
    while (!closing) {
      await moveOn(h).catch(() => {});
      await sleep(300);
    }
  })();

  async function submitOne(number: number): Promise<void> {
    const ref = `r${number}.`;
    const email = `p${number}@example.test`;
    const phone = `+1555${String(1_000_000 + number)}`;
    await untilDone(() => h.addContact({ first_name: ref, email, phone }));
    for (;;) {
      const events = [{ name: "order.paid", email, event_id: ref, properties: { ref } }];
      const status = await app.post({ path: "/events", key: h.workspace.apiKey, body: { events } });
      if (status === 202) return void acknowledged.add(ref);
      if (closing) return;
      resent++;
      await sleep(150);
    }
  }

  return {
    h,
    app,
    submit: async (count) => {
      const first = people;
      people += count;
      await Promise.all(Array.from({ length: count }, (_, n) => submitOne(first + n)));
    },
    settle: async () => {
      const end = Date.now() + SETTLE_MS;
      const open = async () =>
        (await h.sql`select from public.workflow_runs where status in ('running', 'waiting', 'held')`).length +
        (await h.sql`select from public.dispatch_queue`).length;
      while (Date.now() < end && (await open().catch(() => 1)) > 0) await sleep(200);
      return compare({ h, providers, workflowId, acknowledged, resent });
    },
    close: async () => {
      closing = true;
      await moving;
      await app.close();
      await h.end();
      await providers.close();
    },
  };
}

async function publish(args: { h: RunsHarness; providers: Providers; secretId: string }): Promise<string> {
  const { h, providers, secretId } = args;
  const { contracts } = await import("@/lib/api/contracts/all");
  const unlimited = (id: string) =>
    h.workspace.client(contracts.workflows.update, { id, settings: { breaker: null } as never });
  const inner = await h.publish({
    name: "Inner",
    nodes: [
      { id: "t", type: "workflow_started", config: {} },
      { id: "n", type: "add_note", config: { body: "Inside" } },
    ],
  });
  const outer = await h.publish({
    name: "Outer",
    nodes: [
      { id: "t", type: "custom_event", config: { name: "order.paid" } },
      ...ways({ other: providers.other, secretId }),
      { id: "wait", type: "wait", config: { amount: 1, unit: "hours" } },
      { id: "each", type: "for_each", config: { list: '["one", "two"]', concurrency: 2 } },
      { id: "item", type: "add_note", config: { body: "Item {{ vars.item }}" } },
      { id: "sub", type: "start_workflow", config: { workflowId: inner, wait: true } },
      {
        id: "ask",
        type: "approval",
        config: { title: "Ship {{ contact.first_name }}", how: "member", member: h.workspace.userId, members: [] },
      },
      { id: "last", type: "add_note", config: { body: "Arrived" } },
    ],
    edges: [
      ...["t -> mail", "mail -> sms", "sms -> post", "post -> keyed", "keyed -> chat", "chat -> wait"],
      ...["wait -> each", "each.item -> item", "each.done -> sub", "sub.completed -> ask", "ask.approved -> last"],
    ],
  });
  for (const id of [inner, outer]) await unlimited(id);
  return outer;
}

async function moveOn(h: RunsHarness): Promise<void> {
  const { contracts } = await import("@/lib/api/contracts/all");
  await h.sql`update public.workflow_waits set due_at = private.now(), sent_at = null
    where node_id = 'wait' and resolved_at is null and due_at > private.now()`;
  const asked = await h.sql`select id from public.tasks where kind = 'approval' and status = 'open' limit 20`;
  for (const { id } of asked)
    await h.workspace.client(contracts.tasks.decide, { id: id as string, decision: "approved" } as never);
}

async function compare(args: {
  h: RunsHarness;
  providers: Providers;
  workflowId: string;
  acknowledged: Set<string>;
  resent: number;
}): Promise<Found> {
  const { h, providers, workflowId, acknowledged, resent } = args;
  const done = providers.done();
  const lost: string[] = [];
  const unknown: string[] = [];
  const unexpected: string[] = [];
  const duplicated = [...done].filter(([, times]) => times > 1).map(([thing, times]) => `${thing} ${times} times`);
  const runs = await h.sql<{ ref: string; status: string; reason: string | null }[]>`
    select c.first_name as ref, r.status, r.reason from public.workflow_runs r join public.contacts c on c.id = r.subject_id
    where r.workflow_id = ${workflowId}`;
  const steps = await h.sql<{ ref: string; node: string; status: string; said: string | null; error: string | null }[]>`
    select c.first_name as ref, s.node_id as node, s.status, s.output ->> 'status' as said, coalesce(s.error, s.note) as error
    from public.workflow_run_steps s join public.workflow_runs r on r.id = s.run_id join public.contacts c on c.id = r.subject_id
    where r.workflow_id = ${workflowId}`;
  const notes = await h.sql<{ ref: string; body: string; n: number }[]>`
    select c.first_name as ref, n.body, count(*)::int as n from public.notes n join public.contacts c on c.id = n.contact_id group by 1, 2`;
  // Every run has ended: a claim nobody settled is as unknown as one that says so.
  const open = await h.sql`select key, kind, status from public.effects where status in ('unknown', 'claimed')`;
  // Whoever is asked may answer before it is known whether the notice of it arrived: then its step is done all the same.
  const notices = open.filter(({ kind }) => kind === "notice");
  const effects = open.filter(({ kind }) => kind !== "notice");
  for (const { ref, body, n } of notes) if (n > 1) duplicated.push(`note "${body}" ${ref} ${n} times`);
  const noted = new Set(notes.map(({ ref, body }) => `${ref} ${body}`));
  const byRef = Map.groupBy(runs, ({ ref }) => ref);
  const stepOf = new Map(steps.map((step) => [`${step.ref} ${step.node}`, step]));
  let recovered = 0;
  for (const ref of acknowledged) {
    const own = byRef.get(ref) ?? [];
    if (own.length === 0) lost.push(`${ref} never entered`);
    if (own.length > 1) duplicated.push(`${ref} entered ${own.length} times`);
    if (own[0] && own[0].status !== "completed") unexpected.push(`${ref} is ${own[0].status}: ${own[0].reason ?? ""}`);
    let whole = own.length === 1;
    for (const node of ["mail", "sms", "post", "keyed", "chat"]) {
      const thing = thingOf({ node, ref });
      const step = stepOf.get(`${ref} ${node}`);
      const times = done.get(thing) ?? 0;
      if (step?.said === "unknown" || /again blindly/.test(step?.error ?? ""))
        unknown.push(`${thing} (${times ? "done" : "not done"})`);
      else if (times === 0) lost.push(`${thing}: its step is ${step?.status ?? "missing"} ${step?.error ?? ""}`);
      else if (step?.status !== "done") unexpected.push(`${thing} is ${step?.status}: ${step?.error}`);
      if (times !== 1) whole = false;
    }
    for (const body of ["Item one", "Item two", "Inside", "Arrived"])
      if (!noted.has(`${ref} ${body}`)) lost.push(`${ref} note "${body}"`);
    if (whole) recovered++;
  }
  if (effects.length !== unknown.length)
    unexpected.push(
      `${effects.length} unknown in the ledger, ${unknown.length} shown on steps: ${effects.map((one) => `${one.kind} ${one.status} ${one.key}`).join("; ")}`,
    );
  const counts = { "sent again": resent, "notices nobody knows of": notices.length };
  return { acknowledged: acknowledged.size, lost, duplicated, recovered, unknown, unexpected, counts };
}

async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++)
    try {
      return await work();
    } catch (error) {
      if (tries >= 100) throw error;
      await sleep(100);
    }
}
