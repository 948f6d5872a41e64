import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { inProject } from "../support/paths.ts";
import { run } from "../support/run.ts";
import type { Result } from "./result.ts";

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

/** Runs Vitest with one of the configs in tests/ and counts from its JSON report, not from its words. */
export async function runVitest({ config, env }: { config: string; env: NodeJS.ProcessEnv }): Promise<Result> {
  const report = inProject("node_modules/.cache", `${config}.json`);
  mkdirSync(inProject("node_modules/.cache"), { recursive: true });
  rmSync(report, { force: true });
  const { code, stdout, stderr } = await run({
    program: process.execPath,
    args: [
      inProject("node_modules/vitest/vitest.mjs"),
      ...["run", "--config", `tests/${config}`],
      ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ],
    env: { ...env, FORCE_COLOR: "0" },
  });
  const output = `${stdout}${stderr}`;
  try {
    return count({ report: JSON.parse(readFileSync(report, "utf8")) as Report, code, output });
  } catch {
    return { passed: 0, failed: 1, output };
  }
}

function count({ report, code, output }: { report: Report; code: number; output: string }): Result {
  // A file that cannot even be loaded has no tests to fail, but has failed.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = report.numFailedTests + broken;
  return { passed: report.numPassedTests, failed: failed || (code === 0 ? 0 : 1), output };
}
