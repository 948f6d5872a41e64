import { readdirSync } from "node:fs";
import { startApp } from "../tests/support/app.ts";
import type { Bench, Row } from "../tests/support/bench.ts";
import { createLifecycle } from "./app/lifecycle.ts";
import { inProject } from "./support/paths.ts";

/** `npm run bench [-- name …] [--deep]`: every tests/bench/*.bench.ts against a started production build with its own data. */
async function main(): Promise<void> {
  const lifecycle = createLifecycle({ say: console.log });
  const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  const deep = process.argv.includes("--deep");
  const files = readdirSync(inProject("tests/bench"))
    .filter((file) => file.endsWith(".bench.ts"))
    .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)));
  if (files.length === 0) {
    console.error(`There is no bench named ${wanted.join(", ")} in tests/bench.`);
    return lifecycle.stop(1);
  }
  const app = await startApp({
    data: "leadloom-bench",
    fresh: true,
    env: { API_RATE_PER_MINUTE: "10000000", FORM_RATE_PER_MINUTE: "10000000" },
  });
  lifecycle.onStop(app.stop);
  let failed = 0;
  for (const file of files) {
    const { default: bench } = (await import(inProject("tests/bench", file))) as { default: Bench };
    try {
      print({ name: bench.name, rows: await bench.run({ app, deep }) });
    } catch (error) {
      failed++;
      console.error(`\n${bench.name} failed:`, error);
    }
  }
  await lifecycle.stop(failed ? 1 : 0);
}

function print({ name, rows }: { name: string; rows: Row[] }): void {
  console.log(`\n${name}`);
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const row of rows) {
    const value = `${round(row.value)} ${row.unit}`.padStart(14);
    console.log(
      `  ${row.what.padEnd(width)} ${value}  ${row.budget === undefined ? "" : compare({ ...row, budget: row.budget })}`,
    );
  }
}

/** How many times better (or worse) than the budget. */
function compare({
  value,
  unit,
  budget,
  better = unit.endsWith("/s") ? "higher" : "lower",
}: Row & { budget: number }): string {
  const ratio = better === "higher" ? value / budget : budget / value;
  return `budget ${round(budget)} ${unit}: ${ratio >= 1 ? `${round(ratio)} × better` : `${round(1 / ratio)} × worse`}`;
}

function round(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 2);
}

await main();
