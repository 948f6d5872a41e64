import { createDoor } from "./door.ts";
import { type Executor, type ExecutorOptions, startExecutor } from "./executor.ts";
import { createSigner } from "./sign.ts";
import { createStore } from "./store.ts";

interface Here {
  executor?: Promise<Executor>;
  running?: Executor;
  door?: Executor["fetch"];
}
// On globalThis, because instrumentation and routes are separate bundles of one process.
const place = globalThis as { [key: symbol]: Here | undefined };
const KEY = Symbol.for("leadloom.executor");

function here(): Here {
  place[KEY] ??= {};
  return place[KEY];
}

/** Starts the executor of this process, or returns the one that was started before. */
export function startExecutorHere(options: ExecutorOptions): Promise<Executor> {
  const state = here();
  state.executor ??= startExecutor(options).then(
    (executor) => {
      state.running = executor;
      return executor;
    },
    (error) => {
      state.executor = undefined;
      throw error;
    },
  );
  return state.executor;
}

/** Whether this process has an executor that takes jobs. */
export function executorAlive(): boolean {
  return here().running?.alive() ?? false;
}

/** Inngest's API for this process: the executor's own, or straight into the same database while there is none. */
export function fetchHere({ databaseUrl, signingKey }: { databaseUrl: string; signingKey: string }): Executor["fetch"] {
  const state = here();
  if (state.running) return state.running.fetch;
  state.door ??= createDoor({
    store: createStore({ databaseUrl }),
    signer: createSigner(signingKey),
    local: () => false,
  });
  return state.door;
}
