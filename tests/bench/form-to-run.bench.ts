import postgres from "postgres";
import { type Bench, percentile } from "../support/bench.ts";
import { closedLoop, openLoop } from "../support/load.ts";
import { processorTime } from "../support/processor-time.ts";
import { prepareForm, visitors } from "./form.ts";

/** From a visitor's click to a finished run of three nodes, as a stranger would measure it: over HTTP, every row written. */
export default {
  name: "Form submission to finished run (form → if / else → add tag → add note)",
  async run({ app, deep }) {
    const { formUrl, workflowId } = await prepareForm({ app, key: app.demo.apiKey });
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
    const pids = app.pids();
    const used = () => ({
      app: processorTime(pids.app) ?? Number.NaN,
      database: processorTime(pids.database) ?? Number.NaN,
    });
    const before = used();
    const busy: number[] = [];
    const began = performance.now();
    await closedLoop({ count: total, clients: 24, work: async () => void busy.push(await submit.once()) });
    const accepted = performance.now() - began;
    await until(async () => (await completed()) === soFar + total);
    const finished = performance.now() - began;
    const after = used();
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
      { what: "processor time of a run, app", value: (after.app - before.app) / total, unit: "ms" },
      { what: "processor time of a run, database", value: (after.database - before.database) / total, unit: "ms" },
    ];
  },
} satisfies Bench;

async function until(done: () => Promise<boolean>, everyMs = 10): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error("The runs did not finish in two minutes.");
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
