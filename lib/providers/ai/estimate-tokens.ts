import type { AiRequest, AiUsage } from "@/lib/providers/ai/ai-provider";
import { answerJsonSchema } from "@/lib/providers/ai/answer-schema";
import { promptOf } from "@/lib/providers/ai/prompt";

/** Messages, schema and roles cost a few tokens of their own. */
const FRAME = 50;

/** Tokens of a text, rather too many: byte-pair vocabularies need one for three to four bytes, and one for two in odd text. */
export function tokensIn(text: string): number {
  return Math.ceil(Buffer.byteLength(text, "utf8") / 2);
}

/** What a request may use at most: what is reserved before it is made. */
export function estimateUsage(request: AiRequest): AiUsage {
  const prompt = promptOf(request)
    .map(({ content }) => content)
    .join("\n");
  return {
    input: tokensIn(prompt) + tokensIn(JSON.stringify(answerJsonSchema(request.task))) + FRAME,
    output: request.maxTokens,
  };
}
