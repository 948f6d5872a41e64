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
/** Asks for a bulk enrolment to be worked off. */
export interface EnrolEvent {
  name: "workflow/bulk.enrol";
  id: string;
  data: { workspaceId: string; enrolmentId: string };
}
/** Asks for an action on many runs to be worked off. */
export interface RunActionEvent {
  name: "workflow/runs.act";
  id: string;
  data: { workspaceId: string; actionId: string };
}
/** Asks for the people of older versions to be moved, or whatever else was chosen for them. */
export interface MoveEvent {
  name: "workflow/people.move";
  id: string;
  data: { workspaceId: string; moveId: string };
}
export type DurableEvent = RuntimeEvent | BacktestEvent | EnrolEvent | RunActionEvent | MoveEvent;
/** A durable runtime: takes events and runs the functions they trigger. */
export interface Runtime {
  send: (events: DurableEvent[]) => Promise<void>;
  /** Whether whoever decides that a run begins takes its first instant steps itself, before this runtime is asked. */
  beginsHere?: boolean;
}

// On globalThis, because instrumentation and routes are separate bundles of one process.
const place = globalThis as { [key: symbol]: Runtime | undefined };
const KEY = Symbol.for("leadloom.runtime");

/**
 * Hands events to the durable runtime. Call it after the commit that made them necessary; what fails here is sent again
 * by the sweeper, so callers may log the error and go on.
 * @throws Error when no runtime is bound, or it does not take the events.
 */
export async function send(events: DurableEvent[]): Promise<void> {
  if (events.length === 0) return;
  const runtime = place[KEY];
  if (!runtime) throw new Error("The durable runtime has not been started in this process.");
  await runtime.send(events);
}

/** Whether the bound runtime leaves the first instant steps of a run to the process that decided about it. */
export const beginsHere = (): boolean => place[KEY]?.beginsHere === true;

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

/** The event that has a bulk enrolment worked off; `again` makes a new id when the first was lost or has done its part. */
export function enrolEvent({ again, ...data }: EnrolEvent["data"] & { again?: number }): EnrolEvent {
  const id = `enrol:${data.enrolmentId}`;
  return { name: "workflow/bulk.enrol", id: again ? `${id}:${again}` : id, data };
}

/** The event that has an action on many runs worked off; `again` makes a new id when the first was lost or has done its part. */
export function runActionEvent({ again, ...data }: RunActionEvent["data"] & { again?: number }): RunActionEvent {
  const id = `run-action:${data.actionId}`;
  return { name: "workflow/runs.act", id: again ? `${id}:${again}` : id, data };
}

/** The event that has a move to a new version worked off; `again` makes a new id when the first was lost or has done its part. */
export function moveEvent({ again, ...data }: MoveEvent["data"] & { again?: number }): MoveEvent {
  const id = `move:${data.moveId}`;
  return { name: "workflow/people.move", id: again ? `${id}:${again}` : id, data };
}
