import { createDatabase } from "../../tests/support/database.ts";
import { ensureBuild } from "../app/build.ts";
import { inProject } from "../support/paths.ts";
import { run } from "../support/run.ts";
import { typesAreCurrent } from "../types.ts";
import { type Result, single } from "./result.ts";

/** TypeScript over the whole project, after Next has written the types of its routes. */
export async function checkTypes(): Promise<Result> {
  const routes = await run({
    program: process.execPath,
    args: [inProject("node_modules/next/dist/bin/next"), "typegen"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (routes.code !== 0) return single({ ok: false, output: routes.stdout + routes.stderr });
  const { code, stdout, stderr } = await run({ program: bin("tsc"), args: ["--noEmit", "--pretty", "false"] });
  return single({ ok: code === 0, output: stdout + stderr });
}

/** Biome: formatting, imports, lint. */
export async function checkLint(): Promise<Result> {
  const { code, stdout, stderr } = await run({ program: bin("biome"), args: ["ci", "--colors=off", "."] });
  return single({ ok: code === 0, output: stdout + stderr });
}

/** The test database comes up from nothing, and lib/db/types.ts is what its migrations say. */
export async function checkDatabase(): Promise<Result> {
  try {
    const current = await typesAreCurrent();
    return single({ ok: current, output: "lib/db/types.ts does not match the migrations. Run: npm run types" });
  } catch (error) {
    return single({ ok: false, output: (error as Error).message });
  }
}

/** Supabase's own linter of databases, on one with all migrations. */
export async function checkAdvisors(): Promise<Result> {
  const database = await createDatabase();
  try {
    const { code, stdout, stderr } = await run({
      program: bin("supabase"),
      args: ["db", "advisors", "--remote", database.adminUrl, "--level", "warn", "--fail-on", "warn"],
      env: { ...process.env, PGSSLMODE: "disable" },
    });
    return single({ ok: code === 0, output: stdout + stderr });
  } finally {
    await database.drop();
  }
}

/** The production build. */
export async function checkBuild(): Promise<Result> {
  try {
    const seconds = await ensureBuild({ show: false });
    return { ...single({ ok: true }), note: seconds === undefined ? "unchanged" : undefined };
  } catch (error) {
    return single({ ok: false, output: (error as Error).message });
  }
}

function bin(name: string): string {
  return inProject("node_modules/.bin", name);
}
