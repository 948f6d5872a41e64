import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withoutServices } from "../settings.ts";
import { withLock } from "../support/lock.ts";
import { inProject } from "../support/paths.ts";
import { run } from "../support/run.ts";
import { UserError } from "../support/user-error.ts";

/** What `next build` reads. Nothing of the environment is baked in, so the files alone decide. */
const inputs = [
  ...["app", "components", "lib", "inngest", "public"],
  ...["next.config.mjs", "postcss.config.mjs", "tsconfig.json", "package.json", "package-lock.json"],
  ...["proxy.ts", "instrumentation.ts", "components.json"],
];
const stamp = ".next/leadloom-build";

/**
 * Builds the app when its sources changed since the last build.
 * @returns seconds it took, or undefined when the last build is still right.
 * @throws UserError with the output of the build when it fails.
 */
export async function ensureBuild({ show = true }: { show?: boolean } = {}): Promise<number | undefined> {
  // Without the lock first: a folder that may only be read can still be served.
  if (isCurrent(hashSources())) return undefined;
  return withLock({
    path: inProject("node_modules/.cache/leadloom-build.lock"),
    waitMs: 15 * 60_000,
    work: async () => {
      const hash = hashSources();
      if (isCurrent(hash)) return undefined;
      rmSync(inProject(stamp), { force: true });
      const began = Date.now();
      if (show) console.log("Building the app (only after a change) …");
      const { code, stdout, stderr } = await run({
        program: process.execPath,
        args: [inProject("node_modules/next/dist/bin/next"), "build"],
        env: { ...withoutServices(process.env), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      });
      if (code !== 0) throw new UserError(`The app could not be built:\n${stdout}${stderr}`);
      writeFileSync(inProject(stamp), hash);
      return (Date.now() - began) / 1000;
    },
  });
}

function isCurrent(hash: string): boolean {
  return existsSync(inProject(".next/BUILD_ID")) && read(stamp) === hash;
}

function hashSources(): string {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const file of filesOf(input))
      hash
        .update(`${file}\0`)
        .update(readFileSync(inProject(file)))
        .update("\0");
  }
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  const full = inProject(path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

function read(path: string): string {
  return existsSync(inProject(path)) ? readFileSync(inProject(path), "utf8") : "";
}
