import OpenAI, { APIConnectionError, APIError } from "openai";
import { EgressError } from "@/lib/net/egress-error";
import { guardedFetch } from "@/lib/providers/ai/guarded-fetch";
import type { CheckAnswer } from "@/lib/providers/checks/check-answer";

const OPENAI_URL = "https://api.openai.com/v1";
const TIMEOUT_MS = 15_000;

/** Asks for the list of models, which costs nothing and needs a working key. */
export async function checkOpenAi({ apiKey, baseUrl }: { apiKey: string; baseUrl?: string }): Promise<CheckAnswer> {
  const baseURL = baseUrl || OPENAI_URL;
  const name = baseURL === OPENAI_URL ? "OpenAI" : new URL(baseURL).host;
  const fetch = guardedFetch({ timeoutMs: TIMEOUT_MS });
  try {
    const client = new OpenAI({ apiKey, baseURL, maxRetries: 0, fetch, organization: null, project: null });
    await client.models.list();
    return { ok: true };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof EgressError ? error.cause : error;
    if (cause instanceof EgressError) return { ok: false, reason: cause.message };
    if (error instanceof APIConnectionError) return { ok: false, reason: `${name} could not be reached.` };
    if (error instanceof APIError && (error.status === 401 || error.status === 403))
      return { ok: false, reason: `${name} refused the API key.` };
    if (error instanceof APIError) return { ok: false, reason: `${name} answered ${error.status}: ${error.message}` };
    return { ok: false, reason: `${name} answered something that is not a list of models.` };
  }
}
