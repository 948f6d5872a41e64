import { backoffDelay, retryAfterDelay } from "./backoff.ts";
import { canonicalJson } from "./json.ts";
import { readSteps, StepError } from "./ops.ts";
import type { Signer } from "./sign.ts";

/** A claimed job, as `inngest_embedded.turn` hands it out. */
export interface Job {
  job: number;
  generation: number;
  run: string;
  function: string;
  attempt: number;
  retries: number;
  event: Record<string, unknown>;
  steps: { id: string; data: unknown; error: unknown }[] | null;
}
export interface StepResult {
  id: string;
  name?: string;
  data?: unknown;
  error?: unknown;
  bytes: number;
}
/** What a call came to, as `inngest_embedded.apply` takes it. `delay` in ms. */
export type CallResult = { job: number; generation: number; owner: number; steps?: StepResult[] } & (
  | { kind: "complete"; output: unknown }
  | { kind: "fail"; error: unknown }
  | { kind: "continue" }
  | { kind: "retry"; delay: number }
);

/** A request to the serve handler: an in-process call needs no stream around its body. */
export interface Call {
  method: "POST" | "PUT";
  url: string;
  headers: Record<string, string>;
  body: string;
}
export type Send = (call: Call) => Promise<Response>;

/** The longest a call may take, as on the server. */
const CALL_TIMEOUT = 2 * 60 * 60 * 1000;

/**
 * Calls a function through its serve handler and says what the answer means: 200 returned, 206 operations,
 * `x-inngest-no-retry` failed for good, anything else a retry with the server's backoff. Never throws.
 */
export async function callFunction({
  job,
  owner,
  send,
  baseUrl,
  signer,
}: {
  job: Job;
  owner: number;
  send: Send;
  baseUrl: string;
  signer: Signer;
}): Promise<CallResult> {
  const fence = { job: job.job, generation: job.generation, owner };
  const failed = (error: unknown, header: string | null = null): CallResult =>
    job.attempt >= job.retries
      ? { ...fence, kind: "fail", error }
      : { ...fence, kind: "retry", delay: retryAfterDelay(header) ?? backoffDelay(job.attempt) };
  let response: Response;
  let text: string;
  try {
    response = await within(CALL_TIMEOUT, send(requestFor({ job, baseUrl, signer })));
    text = await response.text();
  } catch (error) {
    return failed({ name: "Error", message: `The function could not be called: ${(error as Error).message}` });
  }
  const body = parse(text);
  const retryAfter = response.headers.get("retry-after");
  if (response.status === 206) {
    try {
      const ops = readSteps(body);
      if (ops.output !== undefined) return { ...fence, kind: "complete", steps: ops.steps, output: ops.output };
      if (ops.failed === undefined) return { ...fence, kind: "continue", steps: ops.steps };
      const again = failed(ops.failed.error, retryAfter);
      if (again.kind === "retry") return { ...again, steps: ops.steps };
      // Out of attempts: the step's error becomes its result, which the function may catch.
      return { ...fence, kind: "continue", steps: [...ops.steps, ops.failed] };
    } catch (error) {
      if (error instanceof StepError)
        return { ...fence, kind: "fail", error: { name: "Error", message: error.message } };
      throw error;
    }
  }
  if (response.status === 200 && body !== undefined) return { ...fence, kind: "complete", output: body };
  const error =
    body && typeof body === "object"
      ? body
      : { name: "Error", message: `The function answered ${response.status}: ${text.slice(0, 500)}` };
  if (response.headers.get("x-inngest-no-retry") === "true") return { ...fence, kind: "fail", error };
  return failed(error, retryAfter);
}

function requestFor({ job, baseUrl, signer }: { job: Job; baseUrl: string; signer: Signer }): Call {
  const steps = job.steps ?? [];
  const body = canonicalJson({
    version: -1,
    event: job.event,
    events: [job.event],
    steps: Object.fromEntries(
      steps.map(({ id, data, error }) => [id, error ? { type: "error", error } : { type: "data", data: data ?? null }]),
    ),
    ctx: {
      run_id: job.run,
      fn_id: job.function,
      qi_id: String(job.job),
      attempt: job.attempt,
      max_attempts: job.retries + 1,
      disable_immediate_execution: false,
      use_api: false,
      stack: { stack: steps.map(({ id }) => id), current: steps.length },
    },
  });
  return {
    url: `${baseUrl}?fnId=${encodeURIComponent(job.function)}&stepId=step`,
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-inngest-signature": signer.sign(body),
      "x-inngest-generation-id": String(job.generation),
      "x-inngest-job-id": String(job.job),
    },
    body,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("it took longer than two hours")), ms);
    timer.unref();
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
