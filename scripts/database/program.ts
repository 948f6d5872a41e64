import { spawn } from "node:child_process";
import type { Place } from "./owner.ts";

/**
 * Runs one of PostgreSQL's programs as the server's user, with an environment that no setting of the shell reaches.
 * @param quiet gives it no pipes: a server it starts would hold them open for ever.
 * @throws Error with its output when it fails.
 */
export function runProgram({
  place,
  program,
  args,
  quiet = false,
}: {
  place: Place;
  program: string;
  args: string[];
  quiet?: boolean;
}): Promise<void> {
  return new Promise((resolve, reject) => {
    const pipe = quiet ? ("ignore" as const) : ("pipe" as const);
    const child = spawn(program, args, {
      ...place.as,
      cwd: place.home,
      stdio: ["ignore", pipe, pipe],
      env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    });
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} failed (${code}):\n${output}`)),
    );
  });
}
