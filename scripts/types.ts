import { readFileSync, writeFileSync } from "node:fs";
import { createDatabase } from "../tests/support/database.ts";
import { inProject } from "./support/paths.ts";
import { run } from "./support/run.ts";

const target = "lib/db/types.ts";

/**
 * The TypeScript types of the schema `public` as all migrations leave it, made by the Supabase CLI and formatted.
 * @throws Error with the CLI's words when it fails.
 */
export async function generateTypes(): Promise<string> {
  const database = await createDatabase();
  try {
    const made = await run({
      program: inProject("node_modules/.bin/supabase"),
      args: ["gen", "types", "--lang", "typescript", "--remote", database.adminUrl, "--schema", "public"],
      // Without it the CLI remarks on the missing TLS, in the middle of its output.
      env: { ...process.env, PGSSLMODE: "disable" },
    });
    if (made.code !== 0) throw new Error(`supabase gen types failed:\n${made.stderr}`);
    const formatted = await run({
      program: inProject("node_modules/.bin/biome"),
      args: ["format", "--stdin-file-path=types.generated.ts"],
      input: made.stdout,
    });
    if (formatted.code !== 0) throw new Error(`The generated types could not be formatted:\n${formatted.stderr}`);
    return `// Generated from the migrations by \`npm run types\`. Do not edit.\n${formatted.stdout}`;
  } finally {
    await database.drop();
  }
}

/** Whether lib/db/types.ts is what the migrations say. */
export async function typesAreCurrent(): Promise<boolean> {
  try {
    return readFileSync(inProject(target), "utf8") === (await generateTypes());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

if (import.meta.main) {
  writeFileSync(inProject(target), await generateTypes());
  console.log(`Wrote ${target}.`);
}
