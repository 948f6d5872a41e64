/** What a model is asked for. Each kind has one shape of answer (answer-schema.ts), so that an answer can be checked. */
export type AiTask =
  | { type: "text"; maxLength: number }
  | { type: "choice"; options: { id: string; label: string; description: string }[] }
  /** The next thing a voice says on the phone, and whether it hangs up after it. */
  | { type: "turn"; maxLength: number };

/** One question to a model. It holds everything, so that the same request can be made again after an interruption. */
export interface AiRequest {
  /** Written by the author of the workflow, never by a contact. */
  instructions: string;
  /** What contacts and visitors may have typed: the model is told that it is data, and gets it as escaped JSON. */
  data: Record<string, unknown>;
  task: AiTask;
  /** Tokens the answer may have at most. */
  maxTokens: number;
  /** 0 to 2; models that take none ignore it. */
  temperature: number;
}

/** Tokens as the provider counted them. */
export interface AiUsage {
  input: number;
  /** Of `input`, what the provider had in its cache and charges less for. */
  cached?: number;
  output: number;
}

/**
 * `answered`: `value` fits the task's schema. `refused`: the model does not want to answer. `failed`: there is no answer;
 * `usage` null means that nobody knows what was used, 0 that nothing was.
 */
export type AiAnswer =
  | { status: "answered"; value: unknown; usage: AiUsage; model: string }
  | { status: "refused"; reason: string; usage: AiUsage; model: string }
  | { status: "failed"; reason: string; retryable: boolean; retryAfterSeconds?: number; usage: AiUsage | null };

/** A language model. It gets no tools and remembers nothing; asking again changes nothing in the world but the bill. */
export interface AiProvider {
  name: "openai" | "local";
  /** Never throws for what the provider does; reasons are plain sentences. */
  generate(request: AiRequest): Promise<AiAnswer>;
}
