import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBuild } from "../../scripts/app/build.ts";
import { removeCluster } from "../../scripts/database/cluster.ts";
import { databaseUrl } from "../../scripts/database/urls.ts";
import { withoutServices } from "../../scripts/settings.ts";
import { isRunning, readHolder } from "../../scripts/support/lock.ts";
import { inProject, root } from "../../scripts/support/paths.ts";
import { freePort } from "../../scripts/support/ports.ts";

/** What the seed writes into `<data>/demo.json`. */
export type Demo = { url: string; email: string; password: string; workspace: string; apiKey: string; formUrl: string };

/** The whole product in its production build, started the way `npm start` does, with data of its own. */
export type App = {
  url: string;
  data: string;
  demo: Demo;
  /** Login `postgres`, for assertions past row-level security. */
  adminUrl: string;
  /** Process ids for whoever wants to kill them. */
  pids: () => { app: number; database: number };
  /** Ends the serving process with SIGKILL and waits until its start command has given up too. */
  kill: () => Promise<void>;
  /** A clean stop, as Ctrl-C; the data stays. */
  stop: () => Promise<void>;
  /** What the start printed so far. */
  output: () => string;
};

/**
 * Starts the product and waits until `/api/ready` answers 200.
 * @param data folder of its state below node_modules/.cache; give the same one to start again on what was left.
 * @param fresh deletes that folder first.
 * @param port default: one that is free. Give the same one again where clients remember it.
 * @throws Error with the output when it does not get ready.
 */
export async function startApp({
  data: name = `leadloom-app-${process.pid}`,
  fresh = false,
  port,
  env = {},
}: {
  data?: string;
  fresh?: boolean;
  port?: number;
  env?: Record<string, string>;
} = {}): Promise<App> {
  await ensureBuild({ show: false });
  const data = inProject("node_modules/.cache", name);
  if (fresh) await removeData(data);
  const chosen = await freePort(port);
  const url = `http://127.0.0.1:${chosen}`;
  const child = spawn(process.execPath, [inProject("scripts/start.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...withoutServices(process.env),
      ...{ NODE_ENV: "production", LEADLOOM_MODE: "embedded", LEADLOOM_DATA: data },
      ...{ PORT: String(chosen), HOST: "127.0.0.1", LEADLOOM_URL: url },
      ...env,
    },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      printed += chunk;
    });
  }
  await waitForReady({ child, url, output: () => printed });
  const pgJson = JSON.parse(readFileSync(join(data, "pg.json"), "utf8")) as { port: number; home: string };
  const { pid: appPid } = readHolder(join(data, "app.lock"))!.app as { pid: number };
  return {
    url,
    data,
    demo: JSON.parse(readFileSync(join(data, "demo.json"), "utf8")) as Demo,
    adminUrl: databaseUrl({ data, port: pgJson.port, login: "postgres" }),
    pids: () => ({
      app: appPid,
      database: Number(readFileSync(join(pgJson.home, "pg", "postmaster.pid"), "utf8").split("\n")[0]),
    }),
    kill: async () => {
      if (isRunning(appPid)) process.kill(appPid, "SIGKILL");
      await ended(child);
    },
    stop: async () => {
      child.kill("SIGTERM");
      await ended(child);
    },
    output: () => printed,
  };
}

/** Deletes a data folder and the database that belongs to it. */
export async function removeData(data: string): Promise<void> {
  await removeCluster(data);
  rmSync(data, { recursive: true, force: true });
}

async function waitForReady({
  child,
  url,
  output,
}: {
  child: ChildProcess;
  url: string;
  output: () => string;
}): Promise<void> {
  for (const end = Date.now() + 180_000; Date.now() < end; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`The app ended while starting:\n${output()}`);
    const answer = await fetch(`${url}/api/ready`, { signal: AbortSignal.timeout(20_000) }).catch(() => undefined);
    // The start command announces after it has seen the same answer: then its lock names the process.
    if (answer?.status === 200 && output().includes("is ready at")) return;
  }
  child.kill("SIGTERM");
  throw new Error(`The app did not get ready:\n${output()}`);
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}
