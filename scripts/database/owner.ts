import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../support/user-error.ts";
import { type Binaries, findBinaries, programsIn } from "./binaries.ts";

const shared = "/var/lib/leadloom";

/** Who runs the database server, with which programs, and in which folder its files are. */
export type Place = {
  binaries: Binaries;
  /** Holds `cluster/` and `pg.log`. */
  home: string;
  /** The operating system user the server runs as; undefined means the current one. */
  as?: { uid: number; gid: number };
  /** Set when the files had to go outside the data folder; one sentence for the start line. */
  note?: string;
};

/**
 * Chooses the place of the database for a data folder. PostgreSQL refuses to run as root, so there it runs as the
 * system user `postgres` (made when missing); where that user cannot reach the data folder or node_modules, files and
 * programs go below /var/lib/leadloom.
 * @throws Error when the user cannot be made.
 */
export function choosePlace(data: string): Place {
  const binaries = findBinaries();
  const created = mkdirSync(data, { recursive: true });
  const owner = ownerOf(join(data, "pg"));
  if (process.getuid?.() !== 0) {
    if (owner && owner.uid !== process.getuid?.() && process.platform !== "win32") {
      throw new UserError(
        `The database in ${data} belongs to another user. Start as that user, or choose another LEADLOOM_DATA.`,
      );
    }
    return { binaries, home: data };
  }

  // Files that another user made before (npm start without sudo) are served as that user.
  const as = owner && owner.uid !== 0 ? owner : serverUser();
  const reaches = (path: string) => spawnSync("test", ["-x", path], { ...as, cwd: "/", stdio: "ignore" }).status === 0;
  const notes: string[] = [];
  let programs = binaries;
  if (!reaches(binaries.pgCtl)) {
    programs = { ...programsIn(copyPrograms(binaries)), version: binaries.version };
    notes.push("programs");
  }
  let home = data;
  if (created) chmodSync(data, 0o711);
  if (!reaches(data)) {
    home = join(shared, createHash("sha256").update(data).digest("hex").slice(0, 12));
    mkdirSync(home, { recursive: true, mode: 0o755 });
    notes.push("files");
  }
  const note = notes.length
    ? `the database ${notes.join(" and ")} are in ${notes.includes("files") ? home : shared}, ` +
      "because the system user postgres cannot reach this folder"
    : undefined;
  return { binaries: programs, home, as, note };
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  if (!existsSync(path)) return undefined;
  const { uid, gid } = statSync(path);
  return { uid, gid };
}

/** The system user `postgres`, made when it is missing (root only). */
function serverUser(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: "pipe" }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    const made = spawnSync("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--shell",
      "/bin/sh",
      "postgres",
    ]);
    // Small images (Alpine) bring adduser instead.
    if (made.status !== 0) spawnSync("adduser", ["-S", "-D", "-H", "postgres"]);
    try {
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      throw new UserError(
        "PostgreSQL does not run as root and the system user postgres could not be made. Make it, or start as another user.",
      );
    }
  }
}

function copyPrograms(binaries: Binaries): string {
  const target = join(shared, `postgresql-${binaries.version}`);
  if (existsSync(target)) return target;
  mkdirSync(shared, { recursive: true, mode: 0o755 });
  const beside = `${target}.${process.pid}`;
  cpSync(binaries.native, beside, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(beside, target);
  } catch {
    // Another start was faster.
    rmSync(beside, { recursive: true, force: true });
  }
  return target;
}

/** Makes a folder that only the server's user may enter. */
export function makeServerFolder({ path, place }: { path: string; place: Place }): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (place.as) chownSync(path, place.as.uid, place.as.gid);
}
