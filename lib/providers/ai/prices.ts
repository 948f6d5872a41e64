import type { AiUsage } from "@/lib/providers/ai/ai-provider";

/** US dollars per million tokens. */
export interface ModelPrice {
  input: number;
  output: number;
}

/** Standard prices of openai.com/api/pricing (text tokens, nothing cached, no batch), taken over in November 2025. */
const listed: Record<string, ModelPrice> = {
  "gpt-5": { input: 1.25, output: 10 },
  "gpt-5-mini": { input: 0.25, output: 2 },
  "gpt-5-nano": { input: 0.05, output: 0.4 },
  "gpt-4.1": { input: 2, output: 8 },
  "gpt-4.1-mini": { input: 0.4, output: 1.6 },
  "gpt-4.1-nano": { input: 0.1, output: 0.4 },
  "gpt-4o": { input: 2.5, output: 10 },
  "gpt-4o-mini": { input: 0.15, output: 0.6 },
  "o4-mini": { input: 1.1, output: 4.4 },
};

/** The model of a connection that names none. */
export const DEFAULT_MODEL = "gpt-4.1-mini";

/** A model nobody knows the price of counts as the dearest one, so that a money limit still means something. */
const dearest: ModelPrice = {
  input: Math.max(...Object.values(listed).map(({ input }) => input)),
  output: Math.max(...Object.values(listed).map(({ output }) => output)),
};

/**
 * What a model costs: the connection's own prices when it has them, else the listed ones (also for a dated version such as
 * gpt-4.1-mini-2025-04-14), else those of the dearest listed model.
 */
export function priceOf({ model, own }: { model: string; own?: ModelPrice | null }): ModelPrice {
  if (own) return own;
  return listed[model] ?? listed[model.replace(/-\d{4}-\d{2}-\d{2}$/, "")] ?? dearest;
}

/** Whether the price of a model is known at all. */
export function isListed(model: string): boolean {
  return model in listed || model.replace(/-\d{4}-\d{2}-\d{2}$/, "") in listed;
}

/** Cost in millionths of a dollar, rounded up. A dollar per million tokens is one millionth per token. */
export function costMicros({ usage, price }: { usage: AiUsage; price: ModelPrice }): number {
  return Math.ceil(usage.input * price.input + usage.output * price.output);
}
