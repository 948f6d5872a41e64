import postgres, { type Sql } from "postgres";
import type { App } from "../support/app.ts";
import { type Bench, percentile, type Row } from "../support/bench.ts";
import { call } from "../support/load.ts";

/** Waiting runs of each contact; an event matches one of them. */
const PER_CONTACT = 10;
const CHUNK = 20_000;
/** What the sweeper asks at each look. */
const LOOKS = [
  ...["dispatch", "token", "wait", "lease"].map((kind) => `private.claim_due('${kind}', 200)`),
  ...["releasable", "leaving", "settling", "calls_to_follow", "texts_to_follow"].map((name) => `private.${name}(200)`),
];

const settings = { retries: 3, onError: "stop", timeoutSeconds: 60, disabled: false, note: "" };
const node = (id: string, type: string, config: object, y: number) => ({
  ...{ id, key: id, type, config, settings },
  position: { x: 0, y },
});

/** People who wait: what they cost the sweeper while nothing is due, and the event that wakes one of them. */
export default {
  name: "A crowd of waiting tokens",
  async run({ app, deep }) {
    const waiting = deep ? 1_000_000 : 100_000;
    const sql = postgres(app.adminUrl, { max: 2, onnotice: () => {} });
    const workflowId = await publish(app);
    await crowd({ sql, workflowId, waiting });
    const rows = [...(await scans({ sql, waiting })), ...(await wakes({ app, sql, workflowId, waiting }))];
    await sql.end();
    return rows;
  },
} satisfies Bench;

async function api({ app, method, path, body }: { app: App; method: string; path: string; body: object }) {
  const answer = await call({
    url: `${app.url}/api/v1${path}`,
    method,
    headers: { authorization: `Bearer ${app.demo.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return { ...JSON.parse(answer.text), ms: answer.ms };
}

async function publish(app: App): Promise<string> {
  const events = Array.from({ length: PER_CONTACT }, (_, i) => ({
    ...{ id: `w${i}`, name: `Event ${i}`, type: "event.received", key: `w${i}` },
  }));
  const workflow = await api({
    app,
    method: "POST",
    path: "/workflows",
    body: {
      name: "Crowd",
      draft: {
        nodes: [
          node("start", "manual", {}, 0),
          node("wait", "wait_for_event", { events, timeout: { amount: 52, unit: "weeks" } }, 150),
        ],
        edges: [{ id: "e1", source: "start", outlet: "out", target: "wait" }],
      },
    },
  });
  await api({ app, method: "POST", path: `/workflows/${workflow.id}/publish`, body: {} });
  return workflow.id;
}

/** Writes the runs as if they had come to their wait one by one: the rows are the same, only the way there is shorter. */
async function crowd({ sql, workflowId, waiting }: { sql: Sql; workflowId: string; waiting: number }): Promise<void> {
  const [workflow] =
    await sql`select workspace_id, published_version_id as version from workflows where id = ${workflowId}`;
  const { workspace_id: workspace, version } = workflow as { workspace_id: string; version: string };
  await sql`alter table contacts disable trigger activity`;
  await sql`insert into contacts (workspace_id, email)
    select ${workspace}, 'w' || n || '@crowd.example' from generate_series(1, ${waiting / PER_CONTACT}::int) n`;
  await sql`alter table contacts enable trigger activity`;
  await sql`create table private.crowd as select row_number() over () as n, gen_random_uuid() as run, gen_random_uuid() as token,
      gen_random_uuid() as wait, c.id as contact, k from contacts c, generate_series(0, ${PER_CONTACT - 1}::int) k
    where c.workspace_id = ${workspace} and c.email like '%@crowd.example'`;
  await sql`create unique index on private.crowd (n)`;
  for (let from = 0; from < waiting; from += CHUNK) {
    const some = sql`from private.crowd where n > ${from} and n <= ${from + CHUNK}`;
    await sql`insert into workflow_runs (id, workspace_id, workflow_id, version_id, entry_key, root_run_id, subject_id, contact_id, status)
      select run, ${workspace}, ${workflowId}, ${version}, 'activity:' || run, run, contact, contact, 'waiting' ${some}`;
    await sql`insert into workflow_tokens (id, workspace_id, run_id, node_id, status)
      select token, ${workspace}, run, 'wait', 'waiting' ${some}`;
    await sql`insert into workflow_waits (id, workspace_id, run_id, token_id, subject_id, node_id, visit, kind, due_at)
      select wait, ${workspace}, run, token, contact, 'wait', 1, 'event', private.now() + interval '30 days' + n * interval '1 second' ${some}`;
    await sql`insert into workflow_wait_events (wait_id, workspace_id, subject_id, position, event_type, key)
      select wait, ${workspace}, contact, 0, 'event.received', 'w' || k ${some}`;
  }
  await sql`drop table private.crowd`;
  await sql`analyze`;
}

async function scans({ sql, waiting }: { sql: Sql; waiting: number }): Promise<Row[]> {
  const samples: number[] = [];
  for (let i = 0; i < 30; i++) {
    const began = performance.now();
    for (const look of LOOKS) await sql.unsafe(`select * from ${look}`);
    samples.push(performance.now() - began);
  }
  const what = `the sweeper's look at ${waiting.toLocaleString("en")} waiting tokens, nothing due`;
  return [
    { what: `${what}, p50`, value: percentile({ samples, share: 0.5 }), unit: "ms" },
    { what: `${what}, p95`, value: percentile({ samples, share: 0.95 }), unit: "ms", budget: 50 },
  ];
}

/** From the API call that sends the event to the run that has gone on and ended. */
async function wakes({
  app,
  sql,
  workflowId,
  waiting,
}: {
  app: App;
  sql: Sql;
  workflowId: string;
  waiting: number;
}): Promise<Row[]> {
  const samples: number[] = [];
  for (let i = 1; i <= 60; i++) {
    const person = 1 + ((i * 7919) % (waiting / PER_CONTACT));
    const [who] = await sql`select id from contacts where email = ${`w${person}@crowd.example`}`;
    const contact = who?.id as string;
    const began = performance.now();
    await api({
      app,
      method: "POST",
      path: "/events",
      body: { events: [{ contact_id: contact, name: `w${i % PER_CONTACT}` }] },
    });
    for (;;) {
      const [row] =
        await sql`select count(*) as n from workflow_runs where workflow_id = ${workflowId} and subject_id = ${contact}
        and status = 'completed'`;
      if (Number(row?.n) >= 1) break;
      if (performance.now() - began > 10_000) throw new Error(`Event ${i} woke nobody.`);
    }
    samples.push(performance.now() - began);
  }
  return [
    { what: "one matching event to the woken run's end, p50", value: percentile({ samples, share: 0.5 }), unit: "ms" },
    {
      what: "one matching event to the woken run's end, p95",
      value: percentile({ samples, share: 0.95 }),
      unit: "ms",
      budget: 50,
    },
  ];
}
