import { fillJson } from "@/lib/template/json";
import { type Landing, oneLine } from "@/lib/template/landing";
import { liquidFor, parseTemplate } from "@/lib/template/liquid";
import { strayValueIn, type Variable, variablesIn } from "@/lib/template/variables";

export interface TemplateProblem {
  /** In words, for the author. */
  message: string;
  /** Both count from 1. */
  line: number;
  column: number;
}

/**
 * Renders a Liquid template against a run's state (`contact`, `trigger`, `steps`, `vars`, `run`, `workspace`); the
 * contact's own fields also by their flat names, and form answers as `trigger.answers`. Values are escaped for `as` and are
 * never read as template text. `now` (ISO 8601) is what "now" means to the date filter.
 * Never throws: `missing` lists names that had no value and no fallback, `problem` says why there is no text.
 */
export function render(args: { template: string; state: object; as: Landing; now?: string }): {
  text: string;
  missing: string[];
  problem: string | null;
} {
  const { template, state, as, now } = args;
  try {
    const parsed = parseTemplate({ template, landing: as });
    const scope = scopeOf({ state, now });
    const missing = variablesIn(parsed).filter(({ path, hasFallback }) => !hasFallback && isAbsent({ scope, path }));
    // Filters may cut an emoji in two; half of one could not be stored.
    const text = (liquidFor(as).renderSync(parsed, scope) as string).toWellFormed();
    return {
      text: as === "header" ? oneLine(text) : as === "json" ? fillJson(text) : text,
      missing: [...new Set(missing.map((variable) => variable.path))],
      problem: null,
    };
  } catch (error) {
    return { text: "", missing: [], problem: problemOf(error).message };
  }
}

/** The first thing in a template that does not parse, in words, or null. */
export function checkTemplate(template: string): TemplateProblem | null {
  try {
    const stray = strayValueIn(parseTemplate({ template, landing: "plain" }));
    if (!stray) return null;
    return { message: 'One "{{ … }}" can print one value only.', line: stray[0], column: stray[1] };
  } catch (error) {
    return problemOf(error);
  }
}

/** Every name a template reads, in order of place; [] when it does not parse. */
export function variablesOf(template: string): readonly Variable[] {
  try {
    return variablesIn(parseTemplate({ template, landing: "plain" }));
  } catch {
    return [];
  }
}

function scopeOf({ state, now }: { state: object; now?: string }): Record<string, unknown> {
  const { contact, trigger } = state as { contact?: object; trigger?: { data?: { answers?: unknown } } };
  const answers = trigger?.data?.answers;
  return {
    ...contact,
    ...state,
    ...(trigger && { trigger: { ...trigger, answers: answers ?? {} } }),
    now: now ?? new Date().toISOString(),
  };
}

function isAbsent({ scope, path }: { scope: Record<string, unknown>; path: string }): boolean {
  let value: unknown = scope;
  for (const part of path.split(".")) {
    if (["size", "first", "last"].includes(part) && (Array.isArray(value) || typeof value === "string")) return false;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return true;
    value = (value as Record<string, unknown>)[part];
  }
  return value === null || value === undefined;
}

function problemOf(error: unknown): TemplateProblem {
  const { message = "", token } = error as { message?: string; token?: { getPosition?(): [number, number] } };
  const [line, column] = token?.getPosition?.() ?? [1, 1];
  return { message: plainWords(message.replace(/, (file:.*, )?line:\d+, col:\d+[\s\S]*$/, "")), line, column };
}

function plainWords(message: string): string {
  const known: [RegExp, (found: string) => string][] = [
    [/^output "([\s\S]*)" not closed$/, (found) => `"${found.slice(0, 60)}" is not closed with "}}".`],
    [/^tag "([\s\S]*)" not closed$/, (found) => `"${found.slice(0, 60)}" is not closed with "%}".`],
    [/^tag (\{%[\s\S]*%\}) not closed$/, (found) => `"${found.slice(0, 60)}" has no end tag.`],
    [/^undefined filter: (.*)$/, (found) => `There is no filter "${found}".`],
    [/^tag "(.*)" not found$/, (found) => `There is no tag "${found}" here.`],
    [
      /^invalid value expression: "([\s\S]*)"$/,
      (found) => (found.trim() ? `"${found}" is not a value.` : "A value is missing."),
    ],
    [/^(parse length|template render|memory alloc) limit exceeded$/, () => "The template is too large."],
  ];
  for (const [pattern, words] of known) {
    const found = pattern.exec(message);
    if (found) return words(found[1] ?? "");
  }
  return `The template cannot be read: ${message}.`;
}
