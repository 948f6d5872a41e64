import type { SourceFile } from "./project-files.ts";

const longest = 250;
/** A table of cases reads well a little longer. */
const longestTest = 350;
const generated = "lib/db/types.ts";

const limit = (path: string): number => (path.startsWith("tests/") ? longestTest : longest);

/** Files that are longer than a person reads in one go. */
export function longFiles(files: SourceFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split("\n").length }))
    .filter(({ path, lines }) => path !== generated && lines > limit(path))
    .map(({ path, lines }) => `${path} has ${lines} lines; split it below ${limit(path)}`);
}

/** index files; only a folder of providers has one, which picks among them. */
export function barrelFiles(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => /(^|\/)index\.(ts|tsx|mjs)$/.test(path) && !/^lib\/providers\/[^/]+\/index\.ts$/.test(path))
    .map(({ path }) => `${path} is an index file; import from the file that defines a thing`);
}

/** Reads of the environment anywhere but in lib/env.ts. The commands and the tests make environments: they may. */
export function environmentReads(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => !/^(scripts|tests)\//.test(path) && path !== "lib/env.ts")
    .filter(({ path, text }) => {
      // Next replaces this one when it compiles instrumentation.ts for the edge; it must be written out there.
      const rest = path === "instrumentation.ts" ? text.replaceAll("process.env.NEXT_RUNTIME", "") : text;
      return /process\s*\.\s*env\b|process\[["']env["']\]/.test(rest);
    })
    .map(({ path }) => `${path} reads process.env; use lib/env.ts`);
}

const topLevel = new Set([
  ...["app", "components", "lib", "supabase", "inngest", "public", "tests", "scripts", "docs"],
  ...[
    "next.config.mjs",
    "package.json",
    "package-lock.json",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
  ],
  ...["tsconfig.json", "postcss.config.mjs", "biome.json", "components.json", "proxy.ts", "instrumentation.ts"],
  ...[".env.example", ".gitignore", ".gitattributes", ".ci", ".github", "SECURITY.md"],
]);
/** What tools and running leave behind; all of it is in .gitignore. */
const ignored = new Set([
  ...[".git", "node_modules", ".next", ".local", "next-env.d.ts", "test-results", "playwright-report"],
  ...[".env", ".env.local"],
]);

/** Names at the top of the project that nobody agreed on. */
export function strayEntries(names: string[]): string[] {
  return names
    .filter((name) => !topLevel.has(name) && !ignored.has(name) && !name.endsWith(".tsbuildinfo"))
    .map((name) => `${name} does not belong at the top level`);
}

type Lock = { packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }> };

/** What would make `npm ci` refuse the lock file on another machine, or tie it to one registry. */
export function lockProblems({ packages }: Lock): string[] {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !packages[`node_modules/${name}`] && !packages[`${from}/node_modules/${name}`])
      .map((name) => `package-lock.json lacks ${name}; run node scripts/complete-lock.mjs`),
  );
  const tied = Object.entries(packages)
    .filter(([, { resolved }]) => resolved !== undefined)
    .map(([name]) => `package-lock.json says where ${name} was downloaded; leave that to each machine's npm`);
  return [...missing, ...tied];
}
