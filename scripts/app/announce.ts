import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Mode } from "../settings.ts";
import type { Address } from "./address.ts";

type Demo = { email: string; password: string; formUrl?: string };

/** Prints what runs where, the address, and in embedded mode how to sign in to the demo workspace. */
export function announce({
  mode,
  data,
  address,
  lines,
}: {
  mode: Mode;
  data: string;
  address: Address;
  lines: string[];
}): void {
  const demo = mode === "embedded" ? readDemo(data) : undefined;
  const text = [
    "",
    ...lines,
    ...(mode === "embedded" ? [`Local data ${data}`] : []),
    "",
    `Leadloom is ready at ${address.url}`,
    ...(demo ? [`Sign in as ${demo.email} with password ${demo.password}`] : []),
    ...(demo?.formUrl ? [`Demo form: ${demo.formUrl}`] : []),
    "Ctrl-C stops everything.",
  ];
  console.log(text.join("\n"));
}

function readDemo(data: string): Demo | undefined {
  try {
    return JSON.parse(readFileSync(join(data, "demo.json"), "utf8")) as Demo;
  } catch {
    return undefined;
  }
}
