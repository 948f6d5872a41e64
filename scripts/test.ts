import { testData } from "../tests/support/database.ts";
import { createLifecycle } from "./app/lifecycle.ts";
import { clusterStatus, ensureCluster, stopCluster } from "./database/cluster.ts";
import { withoutServices } from "./settings.ts";
import { checkAdvisors, checkBuild, checkDatabase, checkLint, checkTypes } from "./test/checks.ts";
import { runFaults } from "./test/faults.ts";
import { runPlaywright } from "./test/playwright.ts";
import type { Result } from "./test/result.ts";
import { runVitest } from "./test/vitest.ts";

type Family = { name: string; run: (env: NodeJS.ProcessEnv) => Promise<Result> };

/** In the order they run; those in one group run at the same time. */
const groups: Family[][] = [
  [
    { name: "types", run: checkTypes },
    { name: "unit", run: (env) => runVitest({ config: "vitest.unit.config.ts", env }) },
  ],
  [{ name: "lint", run: checkLint }],
  [{ name: "database", run: checkDatabase }],
  [{ name: "integration", run: (env) => runVitest({ config: "vitest.integration.config.ts", env }) }],
  [{ name: "faults", run: (env) => runFaults({ env }) }],
  [{ name: "advisors", run: checkAdvisors }],
  [{ name: "build", run: checkBuild }],
  [{ name: "e2e", run: (env) => runPlaywright({ env }) }],
];

/** `npm test [-- --only unit,types] [--deep]`: every family, whatever the ones before came to, and one line at the end. */
async function main(): Promise<void> {
  const lifecycle = createLifecycle({ say: console.log });
  const only = readOnly();
  const env = testEnvironment();
  // Undos run last first, so this one ends the output, after the database has stopped.
  let summary = "";
  lifecycle.onStop(() => (summary ? console.log(summary) : undefined));
  const names = groups.flat().filter(({ name }) => !only || only.includes(name));
  if (names.some(({ name }) => ["database", "integration", "faults", "advisors"].includes(name)))
    await startDatabase(lifecycle.onStop);
  const total = { passed: 0, failed: 0 };
  for (const group of groups) {
    const results = group.filter((family) => names.includes(family)).map((family) => runFamily({ family, env }));
    for (const { passed, failed } of await Promise.all(results)) {
      total.passed += passed;
      total.failed += failed;
    }
    if (lifecycle.isStopping()) return;
  }
  summary = `${total.passed} passed, ${total.failed} failed`;
  await lifecycle.stop(total.failed > 0 || total.passed === 0 ? 1 : 0);
}

async function runFamily({ family, env }: { family: Family; env: NodeJS.ProcessEnv }): Promise<Result> {
  const began = Date.now();
  const result = await family
    .run(env)
    .catch((error: Error) => ({ passed: 0, failed: 1, output: error.stack ?? error.message }));
  if (result.failed > 0 && result.output) console.log(`\n${result.output.trimEnd()}\n`);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  const note = "note" in result && result.note ? `, ${result.note}` : "";
  const mark = result.failed ? "FAIL" : "ok";
  console.log(
    `${mark.padEnd(4)} ${family.name.padEnd(12)} ${result.passed} passed, ${result.failed} failed in ${seconds} s${note}`,
  );
  return result;
}

/** Starts the shared test database; one that ran before (another run uses it) is left running. */
async function startDatabase(onStop: (undo: () => Promise<void>) => void): Promise<void> {
  const before = await clusterStatus(testData);
  if (!before) onStop(() => stopCluster(testData));
  await ensureCluster({ data: testData, durable: false });
}

/** What the person's shell says of services, data and ports must not reach a test. */
function testEnvironment(): NodeJS.ProcessEnv {
  const env = withoutServices(process.env);
  for (const name of ["LEADLOOM_MODE", "LEADLOOM_DATA", "LEADLOOM_URL", "PORT", "HOST", "NODE_ENV"]) delete env[name];
  if (process.argv.includes("--deep")) env.LEADLOOM_DEEP = "1";
  return env;
}

function readOnly(): string[] | undefined {
  const at = process.argv.indexOf("--only");
  if (at < 0) return undefined;
  const wanted = (process.argv[at + 1] ?? "").split(",").filter(Boolean);
  const known = groups.flat().map(({ name }) => name);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length || !wanted.length) {
    console.error(`--only takes some of ${known.join(",")}${unknown.length ? `, not ${unknown.join(",")}` : ""}.`);
    process.exit(1);
  }
  return wanted;
}

await main();
