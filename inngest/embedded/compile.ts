import { parseCron } from "./cron.ts";
import { parseEquality, parsePath } from "./expression.ts";

/** A function as the SDK's in-band sync describes it (SDK types: functionConfigSchema). */
export interface FunctionConfig {
  id: string;
  triggers: { event?: string; expression?: string; cron?: string; jitter?: string }[];
  steps: Record<string, { runtime: { type: string; url: string }; retries?: { attempts?: number } }>;
  concurrency?: number | ConcurrencyOption | ConcurrencyOption[];
  priority?: { run?: string };
  [feature: string]: unknown;
}
interface ConcurrencyOption {
  limit: number;
  key?: string;
  scope?: string;
}

/** A function as `inngest_embedded.register` takes it. */
export interface CompiledFunction {
  id: string;
  retries: number;
  priority: number;
  priority_path: string[] | null;
  key1: string | null;
  path1: string[] | null;
  limit1: number | null;
  key2: string | null;
  path2: string[] | null;
  limit2: number | null;
  triggers: { event: string; path: string[] | null; equals: string | null }[];
  crons: string[];
}

const KNOWN = new Set(["id", "name", "triggers", "steps", "concurrency", "priority"]);
const MAX_RETRIES = 20;
const DEFAULT_RETRIES = 4;

/**
 * Turns a function's configuration into rows.
 * @throws Error naming the function and what the embedded executor does not do, so that nothing is ignored silently.
 */
export function compileFunction(config: FunctionConfig): CompiledFunction {
  const refuse = (what: string): never => {
    throw new Error(`The embedded executor refuses the function "${config.id}": ${what}.`);
  };
  for (const [feature, value] of Object.entries(config)) {
    if (!KNOWN.has(feature) && value !== undefined && value !== null) refuse(`${feature} is not supported`);
  }
  const steps = Object.values(config.steps);
  if (steps.length !== 1 || steps[0]?.runtime.type !== "http") refuse("it is not served over HTTP");
  const retries = steps[0]?.retries?.attempts ?? DEFAULT_RETRIES;
  if (!Number.isInteger(retries) || retries < 0 || retries > MAX_RETRIES) refuse("retries must be 0 to 20");

  const [first, second, third] = concurrencyOf(config, refuse);
  if (third) refuse("at most two concurrency options are allowed");
  const run = config.priority?.run?.trim();
  const fixed = run !== undefined && /^-?\d+$/.test(run);
  return {
    id: config.id,
    retries,
    priority: fixed ? Number(run) : 0,
    priority_path:
      run === undefined || fixed
        ? null
        : (parsePath(run) ?? refuse(`the priority "${run}" is neither a number nor a field of the event`)),
    key1: first?.key ?? null,
    path1: first?.path ?? null,
    limit1: first?.limit ?? null,
    key2: second?.key ?? null,
    path2: second?.path ?? null,
    limit2: second?.limit ?? null,
    ...triggersOf(config, refuse),
  };
}

function concurrencyOf(config: FunctionConfig, refuse: (what: string) => never) {
  const given = config.concurrency ?? [];
  const options = (Array.isArray(given) ? given : [given]).map((option) =>
    typeof option === "number" ? { limit: option } : option,
  );
  return options.map(({ limit, key, scope = "fn" }: ConcurrencyOption, index) => {
    if (!Number.isInteger(limit) || limit < 1) refuse("a concurrency limit must be 1 or more");
    if (scope !== "fn" && scope !== "env") refuse(`the concurrency scope "${scope}" is not supported`);
    const path = key === undefined ? null : parsePath(key);
    if (key !== undefined && !path) refuse(`the concurrency key "${key}" is not a field of the event`);
    return { limit, path, key: scope === "env" ? `env:${key ?? ""}:` : `fn:${config.id}:${index}:` };
  });
}

function triggersOf(config: FunctionConfig, refuse: (what: string) => never) {
  const triggers: CompiledFunction["triggers"] = [];
  const crons: string[] = [];
  for (const { event, expression, cron, jitter } of config.triggers) {
    if (cron !== undefined) {
      if (jitter) refuse("cron jitter is not supported");
      try {
        parseCron(cron);
      } catch (error) {
        refuse((error as Error).message);
      }
      crons.push(cron);
      // Slots are ingested as this event, addressed to the function.
      triggers.push({ event: "inngest/scheduled.timer", path: ["data", "function_id"], equals: config.id });
      continue;
    }
    if (!event) return refuse("a trigger has neither an event nor a cron");
    if (event.includes("*")) refuse(`the trigger "${event}" is a pattern`);
    if (event.startsWith("inngest/") && event !== "inngest/function.failed") {
      refuse(`the internal event "${event}" is not supported`);
    }
    const equality = expression ? parseEquality(expression) : null;
    if (expression && !equality) refuse(`the trigger condition "${expression}" is more than one equality`);
    triggers.push({ event, path: equality?.path ?? null, equals: equality?.equals ?? null });
  }
  if (triggers.length === 0) refuse("it has no trigger");
  return { triggers, crons };
}
