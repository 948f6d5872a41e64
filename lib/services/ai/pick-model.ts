import type { ServiceContext } from "@/lib/db/scoped";
import { env } from "@/lib/env";
import type { AiProvider } from "@/lib/providers/ai/ai-provider";
import { LOCAL_MODEL, localAi } from "@/lib/providers/ai/local";
import { openAi } from "@/lib/providers/ai/openai";
import { DEFAULT_MODEL, isListed, type ModelPrice, priceOf } from "@/lib/providers/ai/prices";
import { openConnection } from "@/lib/services/connections/open-connection";

export interface PickedModel {
  provider: AiProvider;
  model: string;
  price: ModelPrice;
  /** False: nobody knows what this model costs, and `price` is that of the dearest known one. */
  priceKnown: boolean;
}

/**
 * The language model of a workspace: its own connection; without one the local stand-in, which exists in embedded mode only;
 * otherwise null. A connection may carry its own prices (`input_price`, `output_price`: dollars per million tokens).
 */
export async function pickModel({
  timeoutMs,
  ...where
}: ({ ctx: ServiceContext } | { workspaceId: string }) & { timeoutMs?: number }): Promise<PickedModel | null> {
  const connection = await openConnection({ ...where, provider: "openai" });
  if (!connection) {
    if (env().mode !== "embedded") return null;
    return { provider: localAi, model: LOCAL_MODEL, price: { input: 0, output: 0 }, priceKnown: true };
  }
  const { config, secret } = connection;
  const model = config.model || DEFAULT_MODEL;
  const own = ownPrice(config);
  return {
    provider: openAi({ apiKey: secret.api_key ?? "", baseUrl: config.base_url, model, timeoutMs }),
    model,
    price: priceOf({ model, own }),
    priceKnown: own !== null || isListed(model),
  };
}

function ownPrice(config: Record<string, string>): ModelPrice | null {
  const [input, output] = [config.input_price, config.output_price].map((text) => (text ? Number(text) : Number.NaN));
  return input !== undefined && output !== undefined && input >= 0 && output >= 0 ? { input, output } : null;
}
