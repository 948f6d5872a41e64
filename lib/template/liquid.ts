import { filters as builtIn, Liquid, type Template } from "liquidjs";
import { escapers, type Landing } from "@/lib/template/landing";
import { printed } from "@/lib/template/printed";

/** The closed list: what changes text, numbers, lists and dates; nothing that loads, runs, hashes or unescapes. */
export const filterNames = [
  ..."default upcase downcase capitalize strip lstrip rstrip squish truncate truncatewords".split(" "),
  ..."replace replace_first remove remove_first append prepend split join first last size slice".split(" "),
  ..."sort sort_natural uniq reverse compact concat map strip_html strip_newlines url_encode slugify".split(" "),
  ..."plus minus times divided_by modulo round floor ceil abs at_least at_most date".split(" "),
];
const tagNames = new Set(["if", "unless", "case", "for", "break", "continue", "assign", "comment", "raw", "#"]);

/** Characters of one template, milliseconds of one render, and about the characters one render may make. */
const limits = { parseLimit: 200_000, renderLimit: 1000, memoryLimit: 5_000_000 };

const engines = new Map<Landing, Liquid>();
const parsed = new Map<string, Template[]>();
const PARSED_KEPT = 500;

/** The Liquid engine of a landing: no files, no partials, own properties only, the closed lists of tags and filters. */
export function liquidFor(landing: Landing): Liquid {
  const known = engines.get(landing);
  if (known) return known;
  const engine = new Liquid({
    ...limits,
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    templates: {},
    locale: "en",
    timezoneOffset: "UTC",
    outputEscape: escapers[landing],
  });
  for (const name of Object.keys(engine.tags)) if (!tagNames.has(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) if (!filterNames.includes(name)) delete engine.filters[name];
  engine.registerFilter("default", function fallback(value: unknown, other: unknown) {
    return value === false || printed(value).trim() === "" ? other : value;
  });
  engine.registerFilter("date", function date(value: unknown, format?: unknown, zone?: unknown) {
    const scope = this.context.environments as { now?: string; workspace?: { timeZone?: string } };
    const at = value === "now" || value === "today" ? scope.now : value;
    const call = builtIn.date as (...args: unknown[]) => unknown;
    return call.call(this, at, format ?? "%-d %B %Y", zone ?? scope.workspace?.timeZone ?? "UTC");
  });
  engines.set(landing, engine);
  return engine;
}

/** Parses with a cache of the last templates. Throws the engine's error when the template does not parse. */
export function parseTemplate({ template, landing }: { template: string; landing: Landing }): Template[] {
  const key = `${landing} ${template}`;
  const known = parsed.get(key);
  if (known) {
    parsed.delete(key);
    parsed.set(key, known);
    return known;
  }
  const made = liquidFor(landing).parse(template);
  parsed.set(key, made);
  if (parsed.size > PARSED_KEPT) parsed.delete(parsed.keys().next().value!);
  return made;
}
