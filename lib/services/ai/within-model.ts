import type { AiRequest } from "@/lib/providers/ai/ai-provider";
import { isReasoning, REASONING_TOKENS } from "@/lib/providers/ai/reasoning";

/** The request with the tokens this model needs for an answer of that length. */
export function withinModel({ request, model }: { request: AiRequest; model: string }): AiRequest {
  return isReasoning(model) ? { ...request, maxTokens: request.maxTokens + REASONING_TOKENS } : request;
}
