import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import type { App } from "../support/app.ts";
import type { Bench } from "../support/bench.ts";
import { call } from "../support/load.ts";

const CONTACTS = 20_000;
const ACTIVITIES = 100_000;
/** Backtests before the one that is measured: the process takes memory from the system until its heap has the size it works with. */
const WARM_UPS = 2;

const settings = { retries: 3, onError: "stop", timeoutSeconds: 60, disabled: false, note: "" };
const node = (key: string, type: string, config: object, y: number) => ({
  ...{ id: key, key, type, config, settings, position: { x: 0, y } },
});
const email = {
  purpose: "marketing",
  subject: "Hi {{ contact.first_name }}",
  body: "Hello {{ contact.first_name | default: 'there' }}, welcome to {{ contact.company }}.",
};
const draft = {
  nodes: [
    node("start", "tag_added", { tag: "backtest" }, 0),
    node("check", "if_else", { condition: { field: "contact.company", op: "is_not_empty" } }, 150),
    node("wait", "wait", { amount: 1, unit: "hours" }, 300),
    node("mail", "send_email", email, 450),
  ],
  edges: [
    { id: "e1", source: "start", outlet: "out", target: "check" },
    { id: "e2", source: "check", outlet: "yes", target: "wait" },
    { id: "e3", source: "check", outlet: "no", target: "mail" },
    { id: "e4", source: "wait", outlet: "out", target: "mail" },
  ],
};

/** A draft tried on 100,000 stored activities of 20,000 contacts over a month, over HTTP, by the product as it runs. */
export default {
  name: `Backtest of a draft over ${ACTIVITIES.toLocaleString("en")} activities (tag → if / else → wait → email)`,
  async run({ app }) {
    const workflow = await api({ app, method: "POST", path: "/workflows", body: { name: "Backtest", draft } });
    await seed(app);
    const { app: pid } = app.pids();
    const start = () =>
      api({ app, method: "POST", path: `/workflows/${workflow.id}/backtest`, body: { days: 60, limit: ACTIVITIES } });
    const state = ({ id }: { id: string }) => api({ app, method: "GET", path: `/backtests/${id}` });
    for (let n = 0; n < WARM_UPS; n++) {
      const before = await start();
      while (["queued", "running"].includes((await state(before)).status)) await sleep(100);
    }
    const began = performance.now();
    const started = await start();
    const memory: number[] = [];
    for (;;) {
      const now = await state(started);
      memory.push(rss(pid));
      if (now.status === "failed") throw new Error(now.error);
      if (now.status === "done") {
        const seconds = (performance.now() - began) / 1000;
        const half = Math.ceil(memory.length / 2);
        const growth = Math.max(...memory.slice(half)) - Math.max(...memory.slice(0, half));
        return [
          { what: "activities replayed", value: now.result.activities, unit: "rows", better: "higher" },
          { what: "runs simulated", value: now.result.entered, unit: "runs", better: "higher" },
          { what: "asked for to finished", value: seconds, unit: "s", budget: 60 },
          { what: "highest memory of the second half above the first", value: growth, unit: "MB", budget: 64 },
        ];
      }
      await sleep(100);
    }
  },
} satisfies Bench;

/** Contacts and activities by SQL, as a month of use would leave them. */
async function seed(app: App): Promise<void> {
  const sql = postgres(app.adminUrl, { max: 1, onnotice: () => {} });
  const workspace = app.demo.workspace;
  await sql.begin(async (tx) => {
    const [row] =
      await tx`select id from public.workspaces where slug = ${workspace} or id::text = ${workspace} limit 1`;
    const id = row?.id as string;
    await tx`select set_config('app.dispatch', 'off', true)`;
    await tx`insert into public.contacts (workspace_id, email, first_name, company)
      select ${id}, 'backtest-' || n || '@example.test', 'C' || n, case when n % 2 = 0 then 'Acme' end
        from generate_series(1, ${CONTACTS}::int) n`;
    await tx`insert into public.activities (workspace_id, subject_id, contact_id, type, key, data, occurred_at, created_at)
      select ${id}, c.id, c.id, 'contact.tag_added', 'backtest', '{"tag":"backtest"}', at, at
        from generate_series(1, ${ACTIVITIES / CONTACTS}::int) g
        cross join lateral (select private.now() - (30 - g * 5) * interval '1 day' as at) moment
        join public.contacts c on c.workspace_id = ${id} and c.email like 'backtest-%'
       order by g`;
  });
  await sql`analyze public.activities, public.contacts`;
  await sql.end();
}

async function api(args: { app: App; method: string; path: string; body?: object }) {
  const { app, method, path, body } = args;
  const answer = await call({
    url: `${app.url}/api/v1${path}`,
    method,
    headers: { authorization: `Bearer ${app.demo.apiKey}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text);
}

/** Resident memory of a process in MB. */
function rss(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}
