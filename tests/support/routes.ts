import { readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../../app/api/v1");

export interface RouteFile {
  file: string;
  /** As contracts write it: `/contacts/{id}`. */
  path: string;
}

/** Every route file under app/api/v1 with the path it answers. */
export function routeFiles(): RouteFile[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile() && entry.name === "route.ts")
    .map((entry) => {
      const folder = relative(root, entry.parentPath)
        .split("/")
        .filter((part) => !/^\(.*\)$/.test(part));
      return { file: join(entry.parentPath, entry.name), path: `/${folder.join("/").replace(/\[(\w+)\]/g, "{$1}")}` };
    })
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** The route file of a path below /api/v1, and the values of its parameters; a fixed segment wins over a parameter, as in Next. */
export function matchRoute(pathname: string): { file: string; params: Record<string, string> } | null {
  const wanted = pathname.split("/").filter(Boolean);
  const candidates = routeFiles()
    .map(({ file, path }) => ({ file, parts: path.split("/").filter(Boolean) }))
    .filter(
      ({ parts }) =>
        parts.length === wanted.length && parts.every((part, i) => part.startsWith("{") || part === wanted[i]),
    )
    .sort((a, b) => rank(a.parts).localeCompare(rank(b.parts)));
  const found = candidates[0];
  if (!found) return null;
  const params = found.parts.flatMap((part, i) =>
    part.startsWith("{") ? [[part.slice(1, -1), decodeURIComponent(wanted[i] ?? "")]] : [],
  );
  return { file: found.file, params: Object.fromEntries(params) };
}

const rank = (parts: string[]) => parts.map((part) => (part.startsWith("{") ? "1" : "0")).join("");
