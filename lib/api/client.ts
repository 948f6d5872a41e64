import type { Answer, CallInput, Contract } from "@/lib/api/contract";
import type { FieldError } from "@/lib/errors";

/** A refused call, with the API's own words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: FieldError[] = [],
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = "ApiError";
  }
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Revision the edit was based on; sent as If-Match. */
  ifMatch?: number;
  idempotencyKey?: string;
}

export type Client = <C extends Contract>(
  declared: C,
  input: CallInput<C>,
  options?: CallOptions,
) => Promise<Answer<C>>;

/**
 * The typed client of the REST API; the interface itself uses it.
 * @param workspace id or slug, sent as X-Workspace beside the session cookie
 * @param apiKey instead of a session
 */
export function createClient({
  workspace,
  apiKey,
  baseUrl = "",
  fetch: doFetch = (...args) => fetch(...args),
}: {
  workspace?: string;
  apiKey?: string;
  baseUrl?: string;
  fetch?: typeof fetch;
}): Client {
  return async (declared, input, options = {}) => {
    const rest: Record<string, unknown> = { ...(input as Record<string, unknown>) };
    const path = declared.path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = rest[name];
      delete rest[name];
      return encodeURIComponent(String(value));
    });
    const url = new URL(`${baseUrl}/api/v1${path}`, baseUrl || location.origin);
    if (!declared.body) {
      for (const [name, value] of Object.entries(rest))
        if (value !== undefined && value !== null && value !== "") url.searchParams.set(name, String(value));
    }
    const headers: Record<string, string> = {};
    if (apiKey) headers.authorization = `Bearer ${apiKey}`;
    if (workspace) headers["x-workspace"] = workspace;
    if (declared.body) headers["content-type"] = "application/json";
    if (options.ifMatch !== undefined) headers["if-match"] = `"${options.ifMatch}"`;
    if (options.idempotencyKey) headers["idempotency-key"] = options.idempotencyKey;
    let response: Response;
    try {
      response = await doFetch(url, {
        method: declared.method,
        headers,
        body: declared.body ? JSON.stringify(rest) : undefined,
        signal: options.signal,
      });
    } catch (error) {
      if ((error as Error).name === "AbortError") throw error;
      throw new ApiError(0, "offline", "The server could not be reached. Check your connection and try again.");
    }
    const answer = await response.json().catch(() => null);
    if (!response.ok) {
      const error = answer?.error ?? {};
      throw new ApiError(
        response.status,
        error.code ?? "internal",
        error.message ?? "Something went wrong.",
        error.fields,
        error.details,
      );
    }
    return answer;
  };
}
