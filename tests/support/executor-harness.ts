import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest } from "inngest";
import { serve } from "inngest/next";
import postgres, { type Sql } from "postgres";
import type { ExecutorOptions } from "../../inngest/embedded/executor.ts";
import { createDatabase } from "./database.ts";
import { startRuntime } from "./executor.ts";

type Functions = NonNullable<Parameters<typeof serve>[0]["functions"]>;
type Handler = (request: Request) => Promise<Response>;

/** What a scenario talks to: the same functions on the embedded executor or on a real Inngest server. */
export interface Scenario {
  client: Inngest;
  /** Calls of the serve handler so far. */
  calls: () => number;
  /** Lets this much time (ms) pass: embedded by moving the database clock, on a real server by waiting. */
  pass: (ms: number) => Promise<void>;
  stop: () => Promise<void>;
}
export interface Harness {
  /** Whether days can pass in no time. */
  canJump: boolean;
  /** A name that no other scenario uses. */
  name: (word: string) => string;
  start: (functions: (client: Inngest) => Functions, options?: Partial<ExecutorOptions>) => Promise<Scenario>;
  /** Embedded only: the database as administrator, and the application's URL. */
  sql?: Sql;
  databaseUrl?: string;
  end: () => Promise<void>;
}

const unique = () => randomBytes(4).toString("hex");

/** The harness of a test file: a real server when INNGEST_TEST_URL names one, otherwise the embedded executor. */
export async function createHarness(): Promise<Harness> {
  const url = process.env.INNGEST_TEST_URL;
  return url ? realHarness(url) : embeddedHarness();
}

/** A harness on the embedded executor, for what a real server cannot show. */
export async function embeddedHarness(): Promise<Harness & { sql: Sql; databaseUrl: string }> {
  const database = await createDatabase();
  const sql = postgres(database.adminUrl, { max: 2, onnotice: () => {} });
  const space = unique();
  return {
    canJump: true,
    name: (word) => `${space}/${word}`,
    sql,
    databaseUrl: database.url,
    async start(functions, options) {
      const { client, executor, calls } = await startRuntime({ databaseUrl: database.url, functions, ...options });
      return {
        client,
        calls,
        pass: async (ms) => {
          await sql`update private.clock set shift = shift + ${`${ms} milliseconds`}::interval`;
        },
        stop: () => executor.stop({ graceMs: 500 }),
      };
    },
    async end() {
      await sql.end();
      await database.drop();
    },
  };
}

function realHarness(url: string): Harness {
  const space = unique();
  return {
    canJump: false,
    name: (word) => `${space}/${word}`,
    async start(functions) {
      let calls = 0;
      const client = new Inngest({ id: `app-${unique()}`, isDev: true, baseUrl: url, aiMetadata: false });
      const handler = serve({ client, functions: functions(client) }) as unknown as Handler;
      const server = await listen((request) => {
        if (request.method === "POST") calls++;
        return handler(request);
      });
      const { port } = server.address() as AddressInfo;
      const registered = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
      if (!registered.ok) throw new Error(`The server refused the functions: ${await registered.text()}`);
      return {
        client,
        calls: () => calls,
        pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
        stop: () => new Promise((resolve) => server.close(() => resolve())),
      };
    },
    end: async () => {},
  };
}

/** Serves a handler over HTTP on a free port of the loopback interface. */
export async function listen(handler: Handler): Promise<Server> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const response = await handler(
      new Request(`http://${incoming.headers.host}${incoming.url}`, {
        method: incoming.method,
        headers: incoming.headers as Record<string, string>,
        body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
      }),
    );
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** Resolves when `check` is true. @throws Error after `ms` (default 10 s) with what was waited for. */
export async function until(
  check: () => boolean | Promise<boolean>,
  { ms = 10_000, what = "the condition" } = {},
): Promise<void> {
  const end = Date.now() + ms;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`Waited ${ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A moment in which anything wrong would have had time to happen: a few looks of the executor at its queue. */
export const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));
