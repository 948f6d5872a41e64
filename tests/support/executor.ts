import { Inngest } from "inngest";
import { serve } from "inngest/next";
import type { ExecutorOptions } from "../../inngest/embedded/executor.ts";
import { startExecutor } from "../../inngest/embedded/executor.ts";

export const testSigningKey = `signkey-test-${"0123456789abcdef".repeat(4)}`;

type Handler = (request: Request) => Promise<Response>;
type Functions = Parameters<typeof serve>[0]["functions"];

/** What a test of the runtime gets: an Inngest client whose functions run on an executor of their own. */
export interface RuntimeUnderTest {
  client: Inngest;
  handler: Handler;
  executor: Awaited<ReturnType<typeof startExecutor>>;
  /** How often a function was called through the handler. */
  calls: () => number;
}

/** A serve handler that takes signed calls only, and the client whose `fetch` is the executor's. */
export function createApp({
  fetch,
  functions,
}: {
  fetch: typeof globalThis.fetch;
  functions: (client: Inngest) => Functions;
}): { client: Inngest; handler: Handler } {
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const client = new Inngest({
    id: "app",
    isDev: false,
    signingKey: testSigningKey,
    eventKey: "test",
    baseUrl: "http://executor.embedded",
    fetch,
    logger: quiet,
    aiMetadata: false,
  });
  const handler = serve({ client, functions: functions(client), enableUnauthedSync: false }) as unknown as Handler;
  return { client, handler };
}

/** Starts an executor on `databaseUrl` for the given functions. */
export async function startRuntime({
  databaseUrl,
  functions,
  ...options
}: {
  databaseUrl: string;
  functions: (client: Inngest) => Functions;
} & Partial<ExecutorOptions>): Promise<RuntimeUnderTest> {
  let door: typeof globalThis.fetch | undefined;
  const { client, handler } = createApp({
    fetch: (input, init) => door?.(input, init) ?? Promise.reject(new Error("The executor has not started")),
    functions,
  });
  let calls = 0;
  const counted: Handler = (request) => {
    if (request.method === "POST") calls++;
    return handler(request);
  };
  const executor = await startExecutor({
    databaseUrl,
    handler: counted,
    signingKey: testSigningKey,
    pollMs: 50,
    ...options,
  });
  door = executor.fetch as typeof globalThis.fetch;
  return { client, handler, executor, calls: () => calls };
}
