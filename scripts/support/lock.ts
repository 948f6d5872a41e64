import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Who holds a lock: a process by id and start time (ids come again after a restart), and what it wants to tell. */
export type Holder = { pid: number; started: string; [detail: string]: unknown };

/**
 * Takes the lock file `path` or tells who has it. A lock whose process is gone is taken over.
 * @returns undefined when the lock is ours, else the living holder.
 */
export function takeLock({
  path,
  detail = {},
}: {
  path: string;
  detail?: Record<string, unknown>;
}): Holder | undefined {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, JSON.stringify(describeSelf(detail)), { flag: "wx", mode: 0o600 });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = readHolder(path);
    if (holder && isAlive(holder)) return holder;
    // An empty file may belong to a process between creating and writing it: give that one a moment.
    if (!holder && existsSync(path) && Date.now() - ageOf(path) < 2_000) return { pid: 0, started: "" };
    rmSync(path, { force: true });
  }
}

/** Rewrites a lock this process holds with more detail (an address, the id of a child). */
export function updateLock({ path, detail }: { path: string; detail: Record<string, unknown> }): void {
  writeFileSync(path, JSON.stringify(describeSelf(detail)), { mode: 0o600 });
}

/** Gives back a lock, if this process holds it. */
export function releaseLock(path: string): void {
  if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
}

/** Runs `work` while holding the lock `path`, waiting for others up to `waitMs` (default two minutes). */
export async function withLock<T>({
  path,
  work,
  waitMs = 120_000,
}: {
  path: string;
  work: () => Promise<T>;
  waitMs?: number;
}): Promise<T> {
  const end = Date.now() + waitMs;
  while (takeLock({ path })) {
    if (Date.now() > end) throw new Error(`Another process has held ${path} for ${waitMs / 1000} s.`);
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    releaseLock(path);
  }
}

/** The content of a lock file, or undefined when there is none or it is unreadable. */
export function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether the very process that wrote this still runs. */
export function isAlive({ pid, started }: { pid: number; started: string }): boolean {
  if (!isRunning(pid)) return false;
  const now = startTime(pid);
  return now === "" || started === "" || now === started;
}

/** Whether a process with this id exists and has not ended, also when it belongs to another user. */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    // In a container the first process may never collect what has ended.
    return readStat(pid)?.[0] !== "Z";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, in whatever form the system tells it; "" when it does not. */
export function startTime(pid: number): string {
  try {
    if (process.platform === "linux") return readStat(pid)?.[19] ?? "";
    if (process.platform === "win32") return "";
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/** Linux: what /proc says after the name of a process; the first is its state, the twentieth when it began. */
function readStat(pid: number): string[] | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function describeSelf(detail: Record<string, unknown>): Holder {
  return { ...detail, pid: process.pid, started: startTime(process.pid) };
}

function ageOf(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
