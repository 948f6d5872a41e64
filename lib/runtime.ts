/** Asks the durable runtime to move a token on. `epoch` must be the token's own, or the call does nothing. */
export interface AdvanceData {
  workspaceId: string;
  runId: string;
  tokenId: string;
  epoch: number;
  nodeId: string;
  visit: number;
  /** Seconds by which it may overtake others (negative: be overtaken); -600 to 600. */
  priority: number;
}
/** People asked in with many others let single journeys go first, by up to five minutes. */
export const BULK_PRIORITY = -300;

/** What the product asks of the runtime. `id`: the same id starts a function once in 24 h. `ts`: not before, ms since 1970. */
export interface RuntimeEvent {
  name: "workflow/run.advance";
  id: string;
  ts?: number;
  data: AdvanceData;
}
/** Asks for a backtest to be worked off. */
export interface BacktestEvent {
  name: "workflow/backtest.requested";
  id: string;
  data: { workspaceId: string; backtestId: string };
}
/** A durable runtime: takes events and runs the functions they trigger. */
export interface Runtime {
  send: (events: (RuntimeEvent | BacktestEvent)[]) => Promise<void>;
}

// On globalThis, because instrumentation and routes are separate bundles of one process.
const place = globalThis as { [key: symbol]: Runtime | undefined };
const KEY = Symbol.for("leadloom.runtime");

/**
 * Hands events to the durable runtime. Call it after the commit that made them necessary; what fails here is sent again
 * by the sweeper, so callers may log the error and go on.
 * @throws Error when no runtime is bound, or it does not take the events.
 */
export async function send(events: (RuntimeEvent | BacktestEvent)[]): Promise<void> {
  if (events.length === 0) return;
  const runtime = place[KEY];
  if (!runtime) throw new Error("The durable runtime has not been started in this process.");
  await runtime.send(events);
}

/** Connects `send` to a runtime, for the whole process. Tests may bind one of their own. */
export function bindRuntime(runtime: Runtime): void {
  place[KEY] = runtime;
}

/**
 * The event that moves a token on. The runtime runs it once per token and epoch; `again` (a counter of the sweeper)
 * makes a new id for the same epoch.
 */
export function advanceEvent({ again, ...data }: AdvanceData & { again?: number }): RuntimeEvent {
  const id = `${data.tokenId}:${data.epoch}`;
  return { name: "workflow/run.advance", id: again ? `${id}:${again}` : id, data };
}

/** The event that has a backtest worked off; `again` makes a new id when the first was lost. */
export function backtestEvent({ again, ...data }: BacktestEvent["data"] & { again?: number }): BacktestEvent {
  const id = `backtest:${data.backtestId}`;
  return { name: "workflow/backtest.requested", id: again ? `${id}:${again}` : id, data };
}
