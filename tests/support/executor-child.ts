import postgres from "postgres";
import { startRuntime } from "./executor.ts";

/**
 * A process of its own with an executor, for tests that kill it: `node executor-child.ts <app url> <admin url>`.
 * Its function `crash` notes each step in the table executor_log.
 */
const [databaseUrl = "", adminUrl = ""] = process.argv.slice(2);
const log = postgres(adminUrl, { max: 4 });

await startRuntime({
  databaseUrl,
  concurrency: 8,
  functions: (app) => [
    app.createFunction({ id: "crash", triggers: { event: "crash" } }, async ({ event, step }) => {
      for (let n = 0; n < 8; n++) {
        await step.run(`step-${n}`, async () => {
          await log`insert into executor_log (run, step) values (${event.data.run}, ${n})`;
          await new Promise((resolve) => setTimeout(resolve, 10));
        });
      }
    }),
  ],
});
process.send?.("ready");
