import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Holder, isAlive, readHolder, releaseLock, takeLock, updateLock } from "../support/lock.ts";
import type { Address } from "./address.ts";
import type { Lifecycle } from "./lifecycle.ts";

type Process = { pid: number; started: string };

/**
 * Makes this the one start of a data folder. When another lives, says where and ends the process with 0. When the last
 * one was killed, its app may have outlived it: that one is ended first.
 */
export async function takeAppLock({
  data,
  address,
  lifecycle,
}: {
  data: string;
  address: Address;
  lifecycle: Lifecycle;
}): Promise<void> {
  const path = lockPath(data);
  const before = readHolder(path);
  const holder = takeLock({ path, detail: { url: address.url } });
  if (holder) {
    console.log(
      holder.url ? `Leadloom already runs at ${holder.url}` : "Leadloom is being started by another process.",
    );
    await lifecycle.stop(0);
  }
  lifecycle.onStop(() => releaseLock(path));
  const app = before?.app as Process | undefined;
  if (app && isAlive(app)) {
    console.log("Ending the app that an earlier start left behind.");
    await endProcess(app);
  }
}

/** Writes into the lock which process serves, for whoever must clean up after this one. */
export function noteApp({ data, url, app }: { data: string; url: string; app: Process }): void {
  updateLock({ path: lockPath(data), detail: { url, app } });
}

/** The living start of a data folder, if there is one. */
export function runningStart(data: string): Holder | undefined {
  const holder = readHolder(lockPath(data));
  return holder && isAlive(holder) ? holder : undefined;
}

/** The app of a start that was killed, if it still serves. */
export function orphanedApp(data: string): Process | undefined {
  const app = readHolder(lockPath(data))?.app as Process | undefined;
  return app && isAlive(app) ? app : undefined;
}

/** Asks a process to end and waits; after `seconds` it is killed. */
export async function endProcess(target: Process, seconds = 15): Promise<void> {
  signal(target.pid, "SIGTERM");
  for (let waited = 0; waited < seconds * 10 && isAlive(target); waited++) await sleep(100);
  if (isAlive(target)) signal(target.pid, "SIGKILL");
  while (isAlive(target)) await sleep(50);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function lockPath(data: string): string {
  return join(data, "app.lock");
}
