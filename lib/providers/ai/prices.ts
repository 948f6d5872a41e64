import type { AiUsage } from "@/lib/providers/ai/ai-provider";

/** US dollars per million tokens. */
export interface ModelPrice {
  input: number;
  /** Input the provider has seen just before; without it, it costs what other input does. */
  cached?: number;
  output: number;
}

/**
 * Standard prices of OpenAI's models for text (no batch, flex or fast mode, prompts of up to 272,000 tokens), written down on
 * 21 November 2026. Only gpt-6-luna and gpt-5.6-luna were read at OpenAI itself (developers.openai.com/api/docs/models/gpt-6-luna
 * and …/gpt-5.6-luna). All others, and the dates below, come from what others had copied from developers.openai.com/api/docs/pricing
 * and …/deprecations in September and November 2026, and nobody has compared them with those pages: check them there before
 * relying on a sum. A connection's own prices go before these.
 * Writing into the cache, said to cost a quarter more than input from GPT-5.6 on, counts as input. Left out is what the API is
 * said to serve no more (o4-mini and gpt-4.1-nano since 23 October 2026); the GPT-5 of 2025 is to end on 11 December 2026, GPT-4.1
 * and GPT-4o on 14 January 2027.
 */
const listed: Record<string, ModelPrice> = {
  "gpt-6-astra": { input: 10, cached: 1, output: 50 },
  "gpt-6.1-sol": { input: 2, cached: 0.1, output: 10 },
  "gpt-6-sol": { input: 2, cached: 0.2, output: 10 },
  "gpt-6-luna": { input: 0.1, cached: 0.01, output: 0.5 },
  "gpt-5.6-sol": { input: 4, cached: 0.4, output: 20 },
  "gpt-5.6-terra": { input: 2, cached: 0.2, output: 12 },
  "gpt-5.6-luna": { input: 0.2, cached: 0.02, output: 1.2 },
  "gpt-5.5": { input: 5, cached: 0.5, output: 30 },
  "gpt-5.4": { input: 2.5, cached: 0.25, output: 15 },
  "gpt-5.4-mini": { input: 0.75, cached: 0.075, output: 4.5 },
  "gpt-5.4-nano": { input: 0.2, cached: 0.02, output: 1.25 },
  "gpt-5.2": { input: 1.75, cached: 0.175, output: 14 },
  "gpt-5.1": { input: 1.25, cached: 0.125, output: 10 },
  "gpt-5": { input: 1.25, cached: 0.125, output: 10 },
  "gpt-5-mini": { input: 0.25, cached: 0.025, output: 2 },
  "gpt-5-nano": { input: 0.05, cached: 0.005, output: 0.4 },
  "gpt-4.1": { input: 2, cached: 0.5, output: 8 },
  "gpt-4.1-mini": { input: 0.4, cached: 0.1, output: 1.6 },
  "gpt-4o": { input: 2.5, cached: 1.25, output: 10 },
  "gpt-4o-mini": { input: 0.15, cached: 0.075, output: 0.6 },
};

/** The model of a connection that names none: cheap, its price was read at OpenAI, and gpt-4.1-mini and gpt-4o-mini are to end soon. */
export const DEFAULT_MODEL = "gpt-6-luna";

/** A model nobody knows the price of counts as the dearest one, so that a money limit still means something. */
const dearest: ModelPrice = {
  input: Math.max(...Object.values(listed).map(({ input }) => input)),
  output: Math.max(...Object.values(listed).map(({ output }) => output)),
};

/**
 * What a model costs: the connection's own prices when it has them, else the listed ones (also for a dated version such as
 * gpt-4.1-mini-2025-04-14), else those of the dearest listed model. What follows from these is a limit's measure and no cost to be
 * shown: see isListed.
 */
export function priceOf({ model, own }: { model: string; own?: ModelPrice | null }): ModelPrice {
  return own ?? listedPrice(model) ?? dearest;
}

/** Whether the price of a model is known at all. */
export const isListed = (model: string): boolean => listedPrice(model) !== undefined;

/** Own names only: a model may be called anything, also "constructor". */
function listedPrice(model: string): ModelPrice | undefined {
  const name = [model, model.replace(/-\d{4}-\d{2}-\d{2}$/, "")].find((one) => Object.hasOwn(listed, one));
  return name === undefined ? undefined : listed[name];
}

/** Cost in millionths of a dollar, rounded up. A dollar per million tokens is one millionth per token. */
export function costMicros({ usage, price }: { usage: AiUsage; price: ModelPrice }): number {
  const cached = Math.min(usage.cached ?? 0, usage.input);
  const micros = (usage.input - cached) * price.input + cached * (price.cached ?? price.input);
  // Rounded first: 0.1 times 3 must not become one more.
  return Math.ceil(Number((micros + usage.output * price.output).toFixed(6)));
}
