import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { inProject, root } from "../support/paths.ts";
import { UserError } from "../support/user-error.ts";

/** A running `next` process. */
export type Server = {
  child: ChildProcess;
  /** Settles when the process ends, with a short description of how. */
  ended: Promise<string>;
  stop: () => Promise<void>;
};

/** Starts Next itself, not through npx, so that the process id we hold is the one that serves. */
export function startServer({
  command,
  host,
  port,
  env,
}: {
  command: "start" | "dev";
  host: string;
  port: number;
  env: NodeJS.ProcessEnv;
}): Server {
  const child = spawn(
    process.execPath,
    [inProject("node_modules/next/dist/bin/next"), command, "-H", host, "-p", String(port)],
    { cwd: root, env: { ...env, NEXT_TELEMETRY_DISABLED: "1" }, stdio: ["ignore", "inherit", "inherit"] },
  );
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    const late = sleep(10_000, "late", { ref: false });
    if ((await Promise.race([ended, late])) === "late") child.kill("SIGKILL");
    await ended;
  };
  return { child, ended, stop };
}

/**
 * Waits until `/api/ready` answers 200.
 * @throws UserError when the process ends first or `seconds` pass; the message holds the last answer.
 */
export async function waitUntilReady({
  url,
  server,
  seconds = 180,
}: {
  url: string;
  server: Server;
  seconds?: number;
}): Promise<void> {
  let over: string | undefined;
  server.ended.then((how) => (over = how));
  let last = "no answer";
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(100)) {
    if (over) throw new UserError(`The app stopped while starting (${over}); its words are above.`);
    try {
      const answer = await fetch(`${url}/api/ready`, { signal: AbortSignal.timeout(20_000) });
      if (answer.status === 200) return;
      last = `${answer.status} ${(await answer.text()).slice(0, 500)}`;
    } catch (error) {
      last = (error as Error).message;
    }
  }
  throw new UserError(`The app did not get ready in ${seconds} s; /api/ready last said: ${last}`);
}
