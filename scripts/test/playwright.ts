import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { inProject } from "../support/paths.ts";
import { freePort } from "../support/ports.ts";
import { run } from "../support/run.ts";
import { ensureChromium } from "./chromium.ts";
import type { Result } from "./result.ts";

type Report = { stats: { expected: number; unexpected: number; flaky: number }; errors: unknown[] };

/** Runs the end-to-end tests in a real browser against a production build with data of its own. */
export async function runPlaywright({ env }: { env: NodeJS.ProcessEnv }): Promise<Result> {
  const browser = ensureChromium();
  if ("missing" in browser) return { passed: 0, failed: 1, output: browser.missing };
  const report = inProject("node_modules/.cache/playwright.json");
  mkdirSync(inProject("node_modules/.cache"), { recursive: true });
  rmSync(report, { force: true });
  const { code, stdout, stderr } = await run({
    program: process.execPath,
    args: [
      inProject("node_modules/@playwright/test/cli.js"),
      ...["test", "--config", "tests/playwright.config.ts", "--reporter=list,json"],
    ],
    env: {
      ...env,
      FORCE_COLOR: "0",
      CHROMIUM_PATH: browser.path,
      LEADLOOM_E2E_PORT: String(await freePort()),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    },
  });
  const output = `${stdout}${stderr}`;
  try {
    const { stats, errors } = JSON.parse(readFileSync(report, "utf8")) as Report;
    // Errors outside any test: the app did not start, a file could not be loaded.
    const failed = stats.unexpected + stats.flaky + errors.length;
    return { passed: stats.expected, failed: failed || (code === 0 ? 0 : 1), output };
  } catch {
    return { passed: 0, failed: 1, output };
  }
}
