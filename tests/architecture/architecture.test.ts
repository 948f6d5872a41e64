import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { inProject, root } from "../../scripts/support/paths.ts";
import { brokenArrows } from "./arrows.ts";
import { readSources } from "./project-files.ts";
import { barrelFiles, environmentReads, lockProblems, longFiles, strayEntries } from "./rules.ts";

const sources = readSources();
const lock = () => JSON.parse(readFileSync(inProject("package-lock.json"), "utf8"));

test.each([
  ["imports only go down", () => brokenArrows(sources)],
  ["no barrel files", () => barrelFiles(sources)],
  ["no file is longer than 250 lines", () => longFiles(sources)],
  ["the environment is read in lib/env.ts alone", () => environmentReads(sources)],
  ["nothing unexpected lies at the top level", () => strayEntries(readdirSync(root))],
  ["the lock file works on every platform and registry", () => lockProblems(lock())],
])("%s", (_, problems) => {
  expect(problems()).toEqual([]);
});

const file = (path: string, text: string) => [{ path, text }];

// A rule that notices nothing would pass for ever: each is shown a violation, and something right beside it.
test.each([
  [
    "a node that reaches a service",
    () => brokenArrows(file("lib/nodes/actions/x.ts", 'import { a } from "@/lib/services/a";')),
  ],
  ["a node with a package of its own", () => brokenArrows(file("lib/nodes/actions/x.ts", 'import a from "uuid";'))],
  [
    "a component that reads the database",
    () => brokenArrows(file("components/x/y.tsx", 'import { a } from "@/lib/db/scoped";')),
  ],
  ["lib that imports app", () => brokenArrows(file("lib/services/a/b.ts", 'export * from "../../../app/layout";'))],
  [
    "an import over several lines",
    () => brokenArrows(file("lib/engine/x.ts", 'import {\n  a,\n  type B,\n} from "@/lib/db/types";')),
  ],
  [
    "a dynamic import",
    () => brokenArrows(file("components/x.tsx", 'const a = await import("@/lib/providers/email/local");')),
  ],
  [
    "the registry inside the engine",
    () => brokenArrows(file("lib/engine/x.ts", 'import { registry } from "@/lib/nodes/registry";')),
  ],
  [
    "a vendor outside its provider",
    () => brokenArrows(file("lib/services/a/b.ts", 'import { Resend } from "resend";')),
  ],
  ["SQL in a route", () => brokenArrows(file("app/x/route.ts", 'import { sql } from "kysely";'))],
  ["a folder of lib nobody placed", () => brokenArrows(file("lib/misc/x.ts", ""))],
  ["an index file", () => barrelFiles(file("lib/engine/index.ts", ""))],
  ["251 lines", () => longFiles(file("lib/x.ts", "a\n".repeat(251)))],
  ["a setting read in a service", () => environmentReads(file("lib/services/a/b.ts", "const a = process.env.B"))],
  [
    "a second setting in instrumentation.ts",
    () => environmentReads(file("instrumentation.ts", "process.env.NEXT_RUNTIME || process.env.PORT")),
  ],
  ["a new folder at the top", () => strayEntries(["app", "utils"])],
  [
    "a lock file without another platform",
    () => lockProblems({ packages: { "": { optionalDependencies: { "x-darwin": "1" } } } }),
  ],
])("notices %s", (_, problems) => {
  expect(problems()).toHaveLength(1);
});

test.each([
  [
    "types of a node in the engine",
    () => brokenArrows(file("lib/engine/x.ts", 'import type { A } from "@/lib/nodes/define-node";')),
  ],
  ["a service that queries", () => brokenArrows(file("lib/services/a/b.ts", 'import { sql } from "kysely";'))],
  ["the index of a provider", () => barrelFiles(file("lib/providers/email/index.ts", ""))],
  ["250 lines", () => longFiles(file("lib/x.ts", "a\n".repeat(250)))],
  ["the edge check", () => environmentReads(file("instrumentation.ts", 'process.env.NEXT_RUNTIME === "nodejs"'))],
])("allows %s", (_, problems) => {
  expect(problems()).toEqual([]);
});
