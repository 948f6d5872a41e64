import postgres from "postgres";
import type { App } from "../support/app.ts";
import { type Bench, percentile } from "../support/bench.ts";
import { call, closedLoop, openLoop } from "../support/load.ts";

/** A visitor must have looked at the form for this long, so tokens are made beforehand. */
const LOOK_MS = 1700;

const settings = { retries: 3, onError: "stop", timeoutSeconds: 60, disabled: false, note: "" };
const node = (key: string, type: string, config: object, y: number) => ({
  id: key,
  key,
  type,
  config,
  settings,
  position: { x: 0, y },
});

/** From a visitor's click to a finished run of three nodes, as a stranger would measure it: over HTTP, every row written. */
export default {
  name: "Form submission to finished run (form → if / else → add tag → add note)",
  async run({ app, deep }) {
    const { formUrl, workflowId } = await prepare(app);
    const sql = postgres(app.adminUrl, { max: 1, onnotice: () => {} });
    const completed = async () =>
      Number(
        (
          await sql`select count(*) as n from workflow_runs where workflow_id = ${workflowId} and status = 'completed'`
        )[0]?.n,
      );
    const submit = visitors(formUrl);
    const scale = deep ? 4 : 1;

    await submit.ready(150 + 500 * scale + 3000 * scale);
    for (let i = 0; i < 50; i++) await submit.once();
    await until(async () => (await completed()) === 50);

    const idle: number[] = [];
    for (let i = 0; i < 100; i++) {
      const began = performance.now();
      await submit.once();
      const want = 51 + i;
      await until(async () => (await completed()) >= want, 1);
      idle.push(performance.now() - began);
    }

    const paced: number[] = [];
    await openLoop({ count: 500 * scale, perSecond: 50, work: async () => void paced.push(await submit.once()) });
    const soFar = 150 + 500 * scale;
    await until(async () => (await completed()) === soFar);

    const total = 3000 * scale;
    const busy: number[] = [];
    const began = performance.now();
    await closedLoop({ count: total, clients: 24, work: async () => void busy.push(await submit.once()) });
    const accepted = performance.now() - began;
    await until(async () => (await completed()) === soFar + total);
    const finished = performance.now() - began;
    await sql.end();
    return [
      { what: "submission accepted at 50/s, p50", value: percentile({ samples: paced, share: 0.5 }), unit: "ms" },
      {
        what: "submission accepted at 50/s, p95",
        value: percentile({ samples: paced, share: 0.95 }),
        unit: "ms",
        budget: 50,
      },
      { what: "submissions accepted, 24 visitors at once", value: (total / accepted) * 1000, unit: "/s", budget: 300 },
      {
        what: "submit to run finished, idle, p50",
        value: percentile({ samples: idle, share: 0.5 }),
        unit: "ms",
        budget: 40,
      },
      { what: "submit to run finished, idle, p95", value: percentile({ samples: idle, share: 0.95 }), unit: "ms" },
      {
        what: "runs finished, first submission to last run",
        value: (total / finished) * 1000,
        unit: "/s",
        budget: 200,
      },
    ];
  },
} satisfies Bench;

async function prepare(app: App): Promise<{ formUrl: string; workflowId: string }> {
  const api = async (method: string, path: string, body: object = {}) => {
    const answer = await call({
      url: `${app.url}/api/v1${path}`,
      method,
      headers: { authorization: `Bearer ${app.demo.apiKey}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  };
  const form = await api("POST", "/forms", { name: "Bench" });
  await api("POST", `/forms/${form.id}/publish`);
  const workflow = await api("POST", "/workflows", {
    name: "Bench",
    draft: {
      nodes: [
        node("start", "form_submitted", { formId: form.id }, 0),
        node("check", "if_else", { condition: { field: "contact.email", op: "is_not_empty" } }, 150),
        node("tag", "add_tag", { tag: "bench" }, 300),
        node("note", "add_note", { body: "Hello {{ contact.first_name | default: 'there' }}" }, 450),
      ],
      edges: [
        { id: "e1", source: "start", outlet: "out", target: "check" },
        { id: "e2", source: "check", outlet: "yes", target: "tag" },
        { id: "e3", source: "tag", outlet: "out", target: "note" },
      ],
    },
  });
  // More people a minute than the breaker would let through are wanted here.
  await api("PATCH", `/workflows/${workflow.id}`, { settings: { breaker: null } });
  await api("POST", `/workflows/${workflow.id}/publish`);
  return { formUrl: form.url, workflowId: workflow.id };
}

/** Visitors with the form open: each has a signed token of its own and another address. */
function visitors(formUrl: string) {
  const tokens: string[] = [];
  let person = 0;
  return {
    async ready(count: number) {
      await closedLoop({
        count,
        clients: 8,
        work: async () => {
          const { text } = await call({ url: formUrl });
          const token = /name="_token" value="([^"]+)"/.exec(text)?.[1];
          if (!token) throw new Error("The form page carries no token.");
          tokens.push(token);
        },
      });
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    },
    async once(): Promise<number> {
      const body = new URLSearchParams({
        _token: tokens.pop() ?? "",
        email: `v${++person}@bench.example`,
        first_name: "Vera",
      });
      const { status, ms, text } = await call({
        url: formUrl,
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: body.toString(),
      });
      if (status !== 303) throw new Error(`Submission refused: ${status} ${text.replace(/<[^>]+>/g, " ").slice(-300)}`);
      return ms;
    },
  };
}

async function until(done: () => Promise<boolean>, everyMs = 10): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error("The runs did not finish in two minutes.");
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
