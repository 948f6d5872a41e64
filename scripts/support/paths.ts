import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** The folder of the project: every command works from here, wherever it was called. */
export const root = resolve(import.meta.dirname, "../..");

/** Absolute path of something in the project. */
export function inProject(...parts: string[]): string {
  return resolve(root, ...parts);
}

/** The folder of all local state: LEADLOOM_DATA, relative to the project, default `.local`. */
export function dataFolder(): string {
  return resolve(root, process.env.LEADLOOM_DATA || ".local");
}

/** Reads `.env.local` and `.env` the way Next does; what the shell already sets wins. */
export function loadEnvironmentFiles(): void {
  for (const file of [".env.local", ".env"]) if (existsSync(inProject(file))) process.loadEnvFile(inProject(file));
}
