import OpenAI, { APIConnectionError, APIError } from "openai";
import type { ChatCompletion } from "openai/resources/chat/completions";
import { EgressError } from "@/lib/net/egress-error";
import type { AiAnswer, AiProvider, AiRequest, AiUsage } from "@/lib/providers/ai/ai-provider";
import { answerJsonSchema, answerSchema } from "@/lib/providers/ai/answer-schema";
import { estimateUsage, tokensIn } from "@/lib/providers/ai/estimate-tokens";
import { guardedFetch } from "@/lib/providers/ai/guarded-fetch";
import { promptOf } from "@/lib/providers/ai/prompt";
import { isReasoning } from "@/lib/providers/ai/reasoning";

const OPENAI_URL = "https://api.openai.com/v1";
const TIMEOUT_MS = 45_000;
const NOTHING: AiUsage = { input: 0, output: 0 };

/**
 * OpenAI, or any server that speaks its Chat Completions API, through OpenAI's SDK with structured outputs
 * (platform.openai.com/docs/guides/structured-outputs). The SDK's own retries are off: the workflow's policy decides, and each
 * attempt is counted.
 */
export function openAi({
  apiKey,
  baseUrl,
  model,
  timeoutMs = TIMEOUT_MS,
}: {
  apiKey: string;
  /** Without it, OpenAI itself. */
  baseUrl?: string;
  model: string;
  timeoutMs?: number;
}): AiProvider {
  const address = baseUrl || OPENAI_URL;
  const name = address === OPENAI_URL ? "OpenAI" : new URL(address).host;
  return {
    name: "openai",
    async generate(request) {
      try {
        const client = new OpenAI({
          apiKey,
          baseURL: address,
          maxRetries: 0,
          timeout: timeoutMs + 1000,
          fetch: guardedFetch({ timeoutMs }),
          // Never from the environment: a workspace's requests carry what the workspace gave, and nothing of the operator's.
          organization: null,
          project: null,
        });
        const answer = await client.chat.completions.create({
          model,
          messages: promptOf(request),
          response_format: {
            type: "json_schema",
            json_schema: { name: "answer", strict: true, schema: answerJsonSchema(request.task) },
          },
          // OpenAI's newer models know the first name only, other servers the second.
          ...(name === "OpenAI" ? { max_completion_tokens: request.maxTokens } : { max_tokens: request.maxTokens }),
          ...(isReasoning(model) ? { reasoning_effort: "low" as const } : { temperature: request.temperature }),
        });
        return read({ answer, request, name, model });
      } catch (error) {
        return failure({ error, name, model });
      }
    },
  };
}

function read(args: { answer: ChatCompletion; request: AiRequest; name: string; model: string }): AiAnswer {
  const { answer, request, name } = args;
  const [choice] = answer.choices ?? [];
  const model = answer.model || args.model;
  const usage = usageOf({ answer, request });
  const failed = (reason: string, retryable: boolean): AiAnswer => ({ status: "failed", reason, retryable, usage });
  if (!choice) return failed(`${name} answered without a text.`, true);
  if (choice.message.refusal || choice.finish_reason === "content_filter")
    return {
      status: "refused",
      reason: `The model refused: ${(choice.message.refusal ?? "its content filter stopped the answer").slice(0, 300)}`,
      usage,
      model,
    };
  if (choice.finish_reason === "length")
    return failed("The answer did not fit into the tokens it was given. Ask for a shorter text.", false);
  const value = answerSchema(request.task).safeParse(parsed(choice.message.content));
  if (!value.success) return failed(`${name} answered in another form than was asked for.`, true);
  return { status: "answered", value: value.data, usage, model };
}

/** As counted over there; some servers count nothing, then it is estimated from the texts. */
function usageOf({ answer, request }: { answer: ChatCompletion; request: AiRequest }): AiUsage {
  if (answer.usage)
    return {
      input: answer.usage.prompt_tokens ?? 0,
      cached: answer.usage.prompt_tokens_details?.cached_tokens ?? 0,
      output: answer.usage.completion_tokens ?? 0,
    };
  return { input: estimateUsage(request).input, output: tokensIn(answer.choices?.[0]?.message.content ?? "") };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function failure({ error, name, model }: { error: unknown; name: string; model: string }): AiAnswer {
  const failed = (reason: string, retryable: boolean, usage: AiUsage | null = NOTHING): AiAnswer => ({
    status: "failed",
    reason,
    retryable,
    usage,
  });
  if (error instanceof APIConnectionError) {
    const cause = egressCause(error);
    if (cause) return failed(cause.message, cause.code !== "refused", cause.sent ? null : NOTHING);
    return failed(`${name} did not answer, or the connection broke.`, true, null);
  }
  if (!(error instanceof APIError)) return failed(`${name} answered something that cannot be read.`, true, null);
  const words = message(error);
  const { status } = error;
  if (status === 401 || status === 403) return failed(`${name} refused the API key: ${words}`, false);
  if (status === 404) return failed(`${name} does not know the model "${model}" or the address: ${words}`, false);
  if (status === 429 && error.code === "insufficient_quota")
    return failed(`${name} says that the account has no credit left. Add some there.`, false);
  if (status === 429)
    return {
      ...failed(`${name} asks to slow down.`, true),
      retryAfterSeconds: Math.min(3600, Math.max(1, Number(error.headers?.get("retry-after")) || 20)),
    } as AiAnswer;
  if (status !== undefined && status >= 500) return failed(`${name} had a problem of its own (${status}).`, true, null);
  return failed(`${name} refused the request: ${words}`, false);
}

function egressCause(error: Error): EgressError | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof EgressError) return at;
  return null;
}

/** The provider's own words, short; never a key, which some of them repeat. */
function message(error: APIError): string {
  const given = (error.error as { message?: unknown } | undefined)?.message;
  const words = typeof given === "string" ? given : `status ${error.status}`;
  return words.replace(/\b(sk|key)-[\w*-]+/gi, "…").slice(0, 300);
}
