import { env } from "@/lib/env";
import { bindRuntime, type Runtime } from "@/lib/runtime";
import { inngest } from "./client.ts";
import { executorAlive, startExecutorHere } from "./embedded/here.ts";
import { handleInngest } from "./handler.ts";

const CHUNK = 1000;
/** The sweeper runs every minute on Inngest; here it may look more often. */
const CADENCE = { sweep: 2000 };
const RETRY = 500;

/**
 * Connects the product to its durable runtime and, embedded, starts the executor of this process. Call it once per
 * process, from instrumentation. With a serve URL (development) it returns at once and goes on trying in the background,
 * since the server cannot answer before its instrumentation has returned.
 * @throws Error when a function asks for something the embedded executor refuses, or the database cannot be reached.
 */
export async function startDurableRuntime(): Promise<void> {
  bindRuntime({ send: sendToInngest, beginsHere: true });
  const { mode, databaseSessionUrl: databaseUrl, inngestSigningKey: signingKey, inngestEventKey: eventKey } = env();
  if (mode !== "embedded") return;
  const url = env().inngestServeUrl;
  const options = { databaseUrl, signingKey, eventKey, cadence: CADENCE };
  if (url) void startUntilUp(() => startExecutorHere({ ...options, url }));
  else await startExecutorHere({ ...options, handler: handleInngest });
}

/** Whether the durable runtime can work: embedded, an executor of this process takes jobs. For `/api/ready`. */
export function durableRuntimeReady(): boolean {
  return env().mode !== "embedded" || executorAlive();
}

async function sendToInngest(events: Parameters<Runtime["send"]>[0]): Promise<void> {
  for (let start = 0; start < events.length; start += CHUNK) await inngest.send(events.slice(start, start + CHUNK));
}

async function startUntilUp(start: () => Promise<unknown>): Promise<void> {
  for (let said = ""; ; ) {
    try {
      await start();
      return;
    } catch (error) {
      const message = (error as Error).message;
      // Until the server listens, every try fails alike.
      if (message !== said && said !== "") console.error(message);
      said = message;
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
  }
}
