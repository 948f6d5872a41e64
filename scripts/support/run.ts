import { spawn } from "node:child_process";
import { root } from "./paths.ts";

/** How a command ended and what it said. */
export type Outcome = { code: number; stdout: string; stderr: string };

/**
 * Runs a program in the project's folder and waits for its end.
 * @param show also copies its output to ours while it runs.
 * @returns its exit code (1 when it was killed or could not start) and its output; never throws.
 */
export function run({
  program,
  args = [],
  env = process.env,
  input,
  show = false,
}: {
  program: string;
  args?: string[];
  env?: NodeJS.ProcessEnv;
  input?: string;
  show?: boolean;
}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      env,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    children.add(child);
    let stdout = "";
    let stderr = "";
    child.stdout?.on("data", (chunk) => {
      stdout += chunk;
      if (show) process.stdout.write(chunk);
    });
    child.stderr?.on("data", (chunk) => {
      stderr += chunk;
      if (show) process.stderr.write(chunk);
    });
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
    child.once("error", (error) => resolve({ code: 1, stdout, stderr: `${stderr}${error.message}\n` }));
    child.once("close", (code) => {
      children.delete(child);
      resolve({ code: code ?? 1, stdout, stderr });
    });
  });
}

const children = new Set<ReturnType<typeof spawn>>();

/** Asks every program still running here to stop; for when the command itself is told to. */
export function stopPrograms(): void {
  for (const child of children) child.kill("SIGTERM");
}
