import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { root } from "../../scripts/support/paths.ts";

/** A source file: path from the project's folder with forward slashes, and its text. */
export type SourceFile = { path: string; text: string };

/** One import of a source file. `target` is a path in the project without extension, or the name of a package. */
export type Import = { target: string; inProject: boolean; typeOnly: boolean };

const folders = ["app", "components", "lib", "inngest", "scripts", "tests"];

/** Every TypeScript and JavaScript file of the project that people write. */
export function readSources(): SourceFile[] {
  const atTop = readdirSync(root).filter((name) => /\.(ts|tsx|mjs)$/.test(name) && name !== "next-env.d.ts");
  return [...atTop, ...folders.flatMap((folder) => (existsSync(join(root, folder)) ? walk(folder) : []))]
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

/** What a file imports: static, dynamic and re-exported. `@/x` and relative paths become paths of the project. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const found: Import[] = [];
  const statement = /\b(?:import|export)\s+(type\s+)?((?:[\w*\s,$]|\{[^}]*\})*?)\s*from\s*["']([^"']+)["']/g;
  for (const [, type, names = "", from = ""] of text.matchAll(statement)) {
    found.push(resolveImport({ path, from, typeOnly: Boolean(type) || onlyTypes(names) }));
  }
  for (const [, from = ""] of text.matchAll(/\bimport\s*\(\s*["']([^"']+)["']\s*\)/g)) {
    found.push(resolveImport({ path, from, typeOnly: false }));
  }
  for (const [, from = ""] of text.matchAll(/^\s*import\s+["']([^"']+)["']/gm)) {
    found.push(resolveImport({ path, from, typeOnly: false }));
  }
  return found;
}

function onlyTypes(names: string): boolean {
  const inside = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1];
  const parts = inside?.split(",").filter((part) => part.trim());
  return parts !== undefined && parts.length > 0 && parts.every((part) => /^\s*type\s/.test(part));
}

function resolveImport({ path, from, typeOnly }: { path: string; from: string; typeOnly: boolean }): Import {
  const bare = (target: string) => target.replaceAll("\\", "/").replace(/\.(ts|tsx|mjs|js)$/, "");
  if (from.startsWith("@/")) return { target: bare(from.slice(2)), inProject: true, typeOnly };
  if (from.startsWith(".")) return { target: bare(join(dirname(path), from)), inProject: true, typeOnly };
  return { target: from, inProject: false, typeOnly };
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    return statSync(join(root, path)).isDirectory() ? walk(path) : [relative("", path).replaceAll("\\", "/")];
  });
}
