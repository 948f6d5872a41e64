import { chownSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning, withLock } from "../support/lock.ts";
import { freePort, isFree } from "../support/ports.ts";
import { readSecrets } from "../support/secrets.ts";
import { UserError } from "../support/user-error.ts";
import { query } from "./connect.ts";
import { choosePlace, makeServerFolder, type Place } from "./owner.ts";
import { runProgram } from "./program.ts";

/** A running database server of one data folder. */
export type Cluster = { data: string; port: number; pid: number; home: string; note?: string };

type Options = {
  /** The folder of local state. */
  data: string;
  /** false for throw-away data: no waiting for the disk. A killed process still loses nothing, a lost machine may. */
  durable?: boolean;
};

/**
 * Makes sure the server of a data folder runs: makes its files the first time, starts it, recovers it after a crash.
 * Safe to call from several processes at once. The port is kept in `<data>/pg.json` and reused while it is free.
 * @throws Error with the end of the server's log when it does not start.
 */
export async function ensureCluster({ data, durable = true }: Options): Promise<Cluster> {
  const place = choosePlace(data);
  return withLock({
    path: join(data, "pg.lock"),
    work: async () => {
      const running = await probe(data, place);
      if (running) return running;
      if (!existsSync(join(folderOf(place), "PG_VERSION"))) await initialise(data, place);
      return start({ data, place, durable });
    },
  });
}

/** The running server of a data folder, or undefined. */
export async function clusterStatus(data: string): Promise<Cluster | undefined> {
  if (!existsSync(join(data, "pg.json"))) return undefined;
  return probe(data, choosePlace(data));
}

/** Stops the server of a data folder and waits until it is gone; open connections are closed. */
export async function stopCluster(data: string): Promise<void> {
  if (!existsSync(join(data, "pg.json"))) return;
  const place = choosePlace(data);
  await withLock({
    path: join(data, "pg.lock"),
    work: async () => {
      const found = postmaster(place);
      if (!found) return;
      const args = ["stop", "-D", folderOf(place), "-m", "fast", "-w", "-t", "60"];
      await runProgram({ place, program: place.binaries.pgCtl, args });
      // pg_ctl waits for the pid file to go, which is a moment before the process does.
      for (let attempt = 0; attempt < 100 && isRunning(found.pid); attempt++) await sleep(20);
    },
  });
}

/** Stops the server and deletes its files, wherever they are. */
export async function removeCluster(data: string): Promise<void> {
  await stopCluster(data);
  const place = choosePlace(data);
  rmSync(folderOf(place), { recursive: true, force: true });
  rmSync(join(data, "pg.json"), { force: true });
  if (place.home !== data) rmSync(place.home, { recursive: true, force: true });
}

function folderOf(place: Place): string {
  return join(place.home, "pg");
}

async function initialise(data: string, place: Place): Promise<void> {
  const folder = folderOf(place);
  // What is there without PG_VERSION is the rest of a first start that was interrupted.
  rmSync(folder, { recursive: true, force: true });
  makeServerFolder({ path: folder, place });
  const passwordFile = join(place.home, "pg.password");
  writeFileSync(passwordFile, readSecrets(data).database.supabase_admin, { mode: 0o600 });
  if (place.as) chownSync(passwordFile, place.as.uid, place.as.gid);
  try {
    await runProgram({
      place,
      program: place.binaries.initdb,
      args: [
        ...[
          "-D",
          folder,
          "-U",
          "supabase_admin",
          `--pwfile=${passwordFile}`,
          "--auth=scram-sha-256",
          "--no-instructions",
        ],
        // Said in full: in a container without a locale the default would be SQL_ASCII.
        ...["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
      ],
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function start({ data, place, durable }: { data: string; place: Place; durable: boolean }): Promise<Cluster> {
  const log = join(place.home, "pg.log");
  closeSync(openSync(log, "a", 0o600));
  if (place.as) chownSync(log, place.as.uid, place.as.gid);
  const port = await choosePort({ data, crashed: existsSync(join(folderOf(place), "postmaster.pid")) });
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    shared_buffers: "128MB",
    max_connections: durable ? "100" : "300",
    synchronous_commit: "on",
    // A new installation fills empty tables quickly; plans made for empty tables must not live long.
    autovacuum_naptime: "5s",
    autovacuum_analyze_scale_factor: "0.05",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(durable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value === "" ? "''" : value}`)
    .join(" ");
  const args = ["start", "-D", folderOf(place), "-w", "-t", "60", "-l", log, "-o", options];
  // Processes of a killed server need a moment to let go of its shared memory, hence the second and third try.
  for (let attempt = 1; ; attempt++) {
    try {
      await runProgram({ place, program: place.binaries.pgCtl, args, quiet: true });
      break;
    } catch {
      if (attempt === 3) throw new UserError(`The database did not start. The end of ${log}:\n${tail(log)}`);
      await sleep(1_000);
    }
  }
  writeFileSync(join(data, "pg.json"), `${JSON.stringify({ port, home: place.home })}\n`);
  const cluster = await probe(data, place);
  if (!cluster)
    throw new UserError(`The database started but does not answer on port ${port}. The end of ${log}:\n${tail(log)}`);
  return cluster;
}

/** The port of last time when it is free. Processes of a killed server hold theirs for a moment; clients know that port. */
async function choosePort({ data, crashed }: { data: string; crashed: boolean }): Promise<number> {
  const last = readPort(data);
  for (let attempt = 0; crashed && last && attempt < 50 && !(await isFree({ port: last })); attempt++) await sleep(100);
  return freePort(last);
}

/** Asks the server that the files name; a process id that came back for another program does not answer. */
async function probe(data: string, place: Place): Promise<Cluster | undefined> {
  const found = postmaster(place);
  const port = readPort(data);
  if (!found || !port || found.port !== port) return undefined;
  const url = adminUrl({ data, port });
  for (let attempt = 0; attempt < 40 && isRunning(found.pid); attempt++) {
    try {
      await query({ url, text: "select 1" });
      return { data, port, pid: found.pid, home: place.home, note: place.note };
    } catch (error) {
      // 57P03: starting up or recovering.
      const code = (error as { code?: string }).code;
      if (code === "28P01")
        throw new UserError(`The database on port ${port} refuses the password in ${join(data, "secrets.json")}.`);
      if (code !== "57P03" && attempt > 4) return undefined;
      await sleep(100);
    }
  }
  return undefined;
}

function adminUrl({ data, port }: { data: string; port: number }): string {
  return `postgres://supabase_admin:${readSecrets(data).database.supabase_admin}@127.0.0.1:${port}/postgres`;
}

function postmaster(place: Place): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(join(folderOf(place), "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return isRunning(pid) ? { pid, port: Number(lines[3]) } : undefined;
  } catch {
    return undefined;
  }
}

function readPort(data: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(join(data, "pg.json"), "utf8")) as { port: number }).port;
  } catch {
    return undefined;
  }
}

function tail(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n").slice(-15).join("\n") : "(no log)";
}
