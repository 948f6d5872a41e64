import { importsOf, type SourceFile } from "./project-files.ts";

/** Small files that everything in lib may use; they use nothing but each other. */
const leaves = ["lib/errors", "lib/env", "lib/ids", "lib/text", "lib/time", "lib/statistics"];
const languages = ["lib/conditions", "lib/template"];
const contracts = ["lib/api/contract", "lib/api/contracts", "lib/api/instant", "lib/api/zod-words"];

/**
 * What each part may import. The part of a file is the longest of these that begins its path; its own part is always
 * allowed. `types` may be imported as types only: they vanish from the bundle.
 */
export const arrows: Record<string, { may: string[]; types?: string[] }> = {
  app: {
    may: [
      ...["components", "inngest", "lib/api", "lib/services", "lib/auth", "lib/http", "lib/nodes", "lib/tokens"],
      // Routes of visitors, who have no session, open their own door; SQL stays in services.
      ...["lib/db/scoped", "lib/db/lookup", "lib/db/live"],
      ...["lib/forms", "lib/events", "lib/readiness", ...languages, ...leaves],
    ],
    types: ["lib/engine"],
  },
  components: {
    may: [
      "lib/nodes",
      "lib/engine",
      "lib/forms",
      "lib/events",
      "lib/time",
      ...languages,
      "lib/api/client",
      ...contracts,
    ],
  },
  inngest: { may: ["lib"] },
  "lib/api/contracts": {
    may: [...contracts, "lib/engine", "lib/nodes", "lib/forms", "lib/events", ...languages, ...leaves],
  },
  "lib/api/contract": { may: ["lib/api/zod-words", "lib/errors"], types: ["lib/db"] },
  "lib/api/client": { may: [...contracts, "lib/errors"] },
  "lib/api": {
    may: [
      ...[...contracts, "lib/auth", "lib/db", "lib/services/commit", "lib/http", "lib/forms", "lib/nodes"],
      ...["lib/secrets", "lib/tokens", ...leaves],
    ],
  },
  "lib/services": {
    may: [
      ...["lib/db", "lib/engine", "lib/nodes", "lib/events", "lib/providers", "lib/net", "lib/runtime", "lib/email"],
      ...[
        ...contracts,
        "lib/api/cursor",
        "lib/api/scopes",
        "lib/forms",
        "lib/secrets",
        "lib/tokens",
        "lib/http",
        ...languages,
        ...leaves,
      ],
    ],
    types: ["lib/auth"],
  },
  "lib/providers": { may: ["lib/net", ...leaves], types: ["lib/db"] },
  "lib/engine": {
    may: [...languages, "lib/time"],
    types: [
      "lib/nodes/define-node",
      "lib/nodes/facts",
      "lib/nodes/effects",
      "lib/nodes/node-context",
      "lib/nodes/node-result",
    ],
  },
  "lib/nodes": { may: ["lib/events", "lib/time", ...languages], types: ["lib/engine"] },
  "lib/db": { may: ["lib/conditions", ...leaves], types: ["lib/events"] },
  "lib/auth": { may: ["lib/db", "lib/http", "lib/secrets", "lib/tokens", "lib/email", ...leaves] },
  "lib/email": { may: ["lib/template", ...leaves] },
  "lib/forms": { may: ["lib/conditions", "lib/tokens", ...leaves] },
  "lib/demo": {
    may: [
      "lib/secrets",
      "lib/services",
      "lib/auth",
      "lib/db",
      "lib/engine",
      "lib/forms",
      "lib/api/scopes",
      ...contracts,
      ...leaves,
    ],
  },
  "lib/http": { may: [...leaves] },
  "lib/net": { may: [...leaves] },
  "lib/conditions": { may: [] },
  "lib/template": { may: [] },
  "lib/events": { may: [] },
  "lib/readiness": { may: [...leaves] },
  "lib/runtime": { may: ["lib/events", ...leaves] },
  "lib/secrets": { may: ["lib/env", "lib/errors"] },
  "lib/tokens": { may: ["lib/secrets", "lib/env", "lib/errors"] },
  "lib/errors": { may: [] },
  "lib/env": { may: ["lib/errors"] },
  "lib/ids": { may: [] },
  "lib/text": { may: [] },
  "lib/time": { may: [] },
  "lib/statistics": { may: [] },
};

/** Packages that only some parts may know; everything not named is free. */
const vendors: [pattern: RegExp, parts: string[]][] = [
  [/^postgres$/, ["lib/db", "lib/auth", "inngest"]],
  [/^kysely$/, ["lib/db", "lib/services", "lib/api", "inngest"]],
  [/^@supabase\//, ["lib/auth"]],
  [/^(resend|twilio|openai|nodemailer)$/, ["lib/providers"]],
  [/^inngest(\/|$)/, ["inngest"]],
  [/^next(\/|$)/, ["app", "components", "lib/auth", "lib/api", "lib/http"]],
];

/** One sentence for each import that goes up, reaches a part it must not know, or a vendor outside its place. */
export function brokenArrows(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^(app|components|lib|inngest)\//.test(path))
    .flatMap((file) => {
      const part = partOf(file.path);
      if (!part) return [`${file.path} is in no known part of lib; give it one in tests/architecture/arrows.ts`];
      return importsOf(file).flatMap((found) => {
        if (!found.inProject) return vendorBreaks({ file, part, name: found.target, typeOnly: found.typeOnly });
        if (/\.(css|svg|json)$/.test(found.target) || partOf(found.target) === part) return [];
        const { may, types = [] } = arrows[part]!;
        const allowed = found.typeOnly ? [...may, ...types] : may;
        return allowed.some((prefix) => isIn({ path: found.target, part: prefix }))
          ? []
          : [`${file.path} (${part}) may not import ${found.target}${found.typeOnly ? " as a type" : ""}`];
      });
    });
}

function vendorBreaks({
  file,
  part,
  name,
  typeOnly,
}: {
  file: SourceFile;
  part: string;
  name: string;
  typeOnly: boolean;
}): string[] {
  // What a workflow can do must be plain data and functions; luxon is calendar arithmetic and touches nothing outside.
  if (part === "lib/nodes")
    return name === "zod" || name === "luxon" ? [] : [`${file.path} (lib/nodes) may not import the package ${name}`];
  if (typeOnly) return [];
  const rule = vendors.find(([pattern]) => pattern.test(name));
  return !rule || rule[1].includes(part) ? [] : [`${file.path} (${part}) may not import the package ${name}`];
}

function partOf(path: string): string | undefined {
  const bare = path.replace(/\.(ts|tsx|mjs)$/, "");
  return Object.keys(arrows)
    .filter((part) => isIn({ path: bare, part }))
    .sort((a, b) => b.length - a.length)[0];
}

function isIn({ path, part }: { path: string; part: string }): boolean {
  return path === part || path.startsWith(`${part}/`);
}
