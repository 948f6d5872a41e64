import { ensureTemplate } from "./database.ts";

/** Vitest calls this once before the integration tests: from here on each file can copy its database. */
export default async function setup(): Promise<void> {
  await ensureTemplate();
}
