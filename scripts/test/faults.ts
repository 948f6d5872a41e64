import { readFileSync, rmSync } from "node:fs";
import { inProject } from "../support/paths.ts";
import type { Result } from "./result.ts";
import { runVitest } from "./vitest.ts";

/** Runs the fault tests and repeats what each says it tried and found, whether it passed or not. */
export async function runFaults({ env }: { env: NodeJS.ProcessEnv }): Promise<Result> {
  const told = inProject("node_modules/.cache/faults.txt");
  rmSync(told, { force: true });
  const result = await runVitest({ config: "vitest.faults.config.ts", env: { ...env, LEADLOOM_FAULTS_TOLD: told } });
  try {
    console.log(readFileSync(told, "utf8").trimEnd());
  } catch {
    // No test came as far as its report: the failures say why.
  }
  return result;
}
