import { createHash } from "node:crypto";
import postgres, { type Sql } from "postgres";
import type { App } from "../support/app.ts";
import { type Bench, percentile } from "../support/bench.ts";
import { call, openLoop } from "../support/load.ts";
import { prepareForm, visitors } from "./form.ts";

const PER_SECOND = 10;
const settings = { retries: 3, onError: "stop", timeoutSeconds: 60, disabled: false, note: "" };

/** One workspace asks a crowd into a workflow; what do the visitors of another one feel of it? */
export default {
  name: "A bulk enrolment beside another workspace",
  async run({ app, deep }) {
    const people = deep ? 100_000 : 10_000;
    const sql = postgres(app.adminUrl, { max: 1, onnotice: () => {} });
    const key = await makeNeighbour(sql);
    const { formUrl } = await prepareForm({ app, key });
    const submit = visitors(formUrl);
    await submit.ready(deep ? 4000 : 1500);
    const measure = async (count: number) => {
      const samples: number[] = [];
      await openLoop({ count, perSecond: PER_SECOND, work: async () => void samples.push(await submit.once()) });
      return percentile({ samples, share: 0.95 });
    };
    await measure(30);
    const idle = await measure(150);
    const enrolment = await enrolCrowd({ app, sql, people });
    const began = performance.now();
    const busy: number[] = [];
    while (submit.left() >= 40 && !(await enrolment.done())) busy.push(await measure(40));
    const decided = await enrolment.decided(began);
    const finished = await enrolment.finished(began);
    await sql.end();
    const during = percentile({ samples: busy, share: 0.5 });
    return [
      { what: "neighbour's submission while nothing else happens, p95", value: idle, unit: "ms" },
      { what: `the same while ${people.toLocaleString("en")} contacts are asked in, p95`, value: during, unit: "ms" },
      { what: "times its idle p95", value: during / idle, unit: "×", budget: 2, better: "lower" },
      { what: "contacts asked in and decided", value: people / decided, unit: "/s" },
      { what: "their runs finished", value: people / finished, unit: "/s" },
    ];
  },
} satisfies Bench;

/** A second workspace with an API key, written the way the product writes them. Returns the key. */
async function makeNeighbour(sql: Sql): Promise<string> {
  const key = `ll_bench_${crypto.randomUUID()}`;
  const [made] =
    await sql`select private.create_workspace(gen_random_uuid(), 'neighbour@bench.example', 'Neighbour', 'Neighbour',
    ${`neighbour-${Date.now()}`}, 'UTC') as id`;
  await sql`insert into api_keys (workspace_id, name, prefix, hash, role, scopes)
    select ${made?.id}, 'Bench', 'll_bench', ${createHash("sha256").update(key).digest("hex")}, 'admin', scopes
      from api_keys where role = 'admin' and cardinality(scopes) > 0 order by cardinality(scopes) desc limit 1`;
  return key;
}

async function enrolCrowd({ app, sql, people }: { app: App; sql: Sql; people: number }) {
  const api = async (method: string, path: string, body?: object) => {
    const answer = await call({
      url: `${app.url}/api/v1${path}`,
      method,
      headers: { authorization: `Bearer ${app.demo.apiKey}`, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  };
  const node = (id: string, type: string, config: object) => ({
    ...{ id, key: id, type, config, settings },
    position: { x: 0, y: 0 },
  });
  const workflow = await api("POST", "/workflows", {
    name: "Crowd enrolled",
    draft: {
      nodes: [
        node("start", "manual", {}),
        node("tag", "add_tag", { tag: "asked" }),
        node("note", "add_note", { body: "Hi" }),
      ],
      edges: [
        { id: "e1", source: "start", outlet: "out", target: "tag" },
        { id: "e2", source: "tag", outlet: "out", target: "note" },
      ],
    },
  });
  await api("POST", `/workflows/${workflow.id}/publish`, {});
  await sql`alter table contacts disable trigger activity`;
  await sql`insert into contacts (workspace_id, email, source) select workspace_id, 'n' || n || '@crowd.example', 'crowd'
    from workflows, generate_series(1, ${people}::int) n where id = ${workflow.id}`;
  await sql`alter table contacts enable trigger activity`;
  await sql`analyze contacts`;
  const filter = { conditions: { field: "contact.source", op: "is", value: "crowd" } };
  const { id } = await api("POST", `/workflows/${workflow.id}/enrol`, { filter });
  return {
    done: async () => (await api("GET", `/enrolments/${id}`)).status !== "running",
    /** Seconds until everybody was decided about, and until all their runs had ended. */
    decided: (began: number) =>
      untilAll({
        people,
        began,
        count: () => sql`select count(*) as n from workflow_runs where workflow_id = ${workflow.id}`,
      }),
    finished: (began: number) =>
      untilAll({
        people,
        began,
        count: () =>
          sql`select count(*) as n from workflow_runs where workflow_id = ${workflow.id} and status = 'completed'`,
      }),
  };
}

async function untilAll(args: {
  people: number;
  began: number;
  count: () => PromiseLike<Record<string, unknown>[]>;
}): Promise<number> {
  const { people, began, count } = args;
  for (;;) {
    const [row] = await count();
    if (Number(row?.n) >= people) return (performance.now() - began) / 1000;
    if (performance.now() - began > 2_400_000) throw new Error(`After 40 minutes it was ${row?.n} of ${people}.`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
