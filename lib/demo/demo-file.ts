import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "@/lib/env";

/** How to get into the demo workspace; kept in `<data>/demo.json`, readable by the owner alone. */
export interface DemoFile {
  url: string;
  email: string;
  password: string;
  /** Short name of the workspace. */
  workspace: string;
  apiKey: string;
  formUrl: string;
}

const path = (): string => join(env().dataDir, "demo.json");

/** The file as last written, or null when it is missing or unreadable. */
export function readDemoFile(): DemoFile | null {
  try {
    return JSON.parse(readFileSync(path(), "utf8"));
  } catch {
    return null;
  }
}

/** Replaces the file in one step, so that a reader never sees half of it. */
export function writeDemoFile(demo: DemoFile): void {
  mkdirSync(env().dataDir, { recursive: true });
  const next = `${path()}.next`;
  writeFileSync(next, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  chmodSync(next, 0o600);
  renameSync(next, path());
}
