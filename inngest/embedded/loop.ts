import type { CallResult, Job } from "./call.ts";
import type { Store, Turn } from "./store.ts";

const DEAD_CHECK = 500;

export interface Loop {
  wake: () => void;
  /** Jobs being executed now. */
  running: () => number;
  /** Claims nothing more, waits up to `graceMs` for running calls and applies their results. */
  stop: (graceMs: number) => Promise<void>;
}

/**
 * Turns: apply what finished, claim what is due, in one round trip; never two turns at once. What finishes during a turn
 * goes out with the next. A turn follows every finished call, every wake-up, the next due time and every `pollMs`.
 */
export function startLoop({
  store,
  ownerId,
  call,
  onCrons,
  concurrency,
  pollMs,
}: {
  store: Store;
  ownerId: () => number | null;
  call: (input: { job: Job; owner: number }) => Promise<CallResult>;
  onCrons: (crons: NonNullable<Turn["crons"]>, now: number) => Promise<void>;
  concurrency: number;
  pollMs: number;
}): Loop {
  const running = new Map<string, Promise<void>>();
  let results: CallResult[] = [];
  let turning = false;
  let again = false;
  let stopping = false;
  let stopped = false;
  let unsure = false;
  let ready = true;
  let failures = 0;
  let checkedDead = 0;
  let timer: NodeJS.Timeout | undefined;
  const idle: (() => void)[] = [];

  function execute({ job, owner }: { job: Job; owner: number }): void {
    const key = String(job.job);
    const done = call({ job, owner }).then((result) => {
      running.delete(key);
      results.push(result);
      // After the microtasks of this tick, so that calls which end together share a turn.
      setImmediate(wake);
    });
    running.set(key, done);
  }

  /** Ms until the next look. Leaves `ready` false when it could do nothing, so that nobody turns in circles. */
  async function turn(): Promise<number> {
    const me = ownerId();
    ready = false;
    if (me === null) return Math.min(pollMs, 50);
    const sent = results;
    results = [];
    const checkDead = Date.now() - checkedDead >= DEAD_CHECK;
    let answer: Turn;
    try {
      answer = await store.turn({
        me,
        results: sent,
        want: stopping ? 0 : concurrency - running.size,
        known: unsure ? [...running.keys()] : null,
        checkDead,
      });
    } catch (error) {
      // The answer may be lost although the turn happened: results are fenced, and jobs claimed unknowingly go back.
      results = [...sent, ...results];
      unsure = true;
      if (failures++ % 20 === 0) console.error("The executor cannot reach the database:", (error as Error).message);
      return Math.min(2000, 50 * 2 ** Math.min(failures, 6));
    }
    ready = true;
    unsure = false;
    failures = 0;
    if (checkDead) checkedDead = Date.now();
    for (const job of answer.jobs ?? []) execute({ job, owner: me });
    if (answer.crons && !stopping) {
      await onCrons(answer.crons, answer.now).catch((error) => console.error("A cron slot failed:", error));
      again = true;
    }
    if (answer.more && running.size < concurrency) again = true;
    return Math.min(pollMs, answer.next_in ?? pollMs);
  }

  async function run(): Promise<void> {
    if (stopped) return;
    if (turning) {
      again = true;
      return;
    }
    turning = true;
    clearTimeout(timer);
    let wait = pollMs;
    do {
      again = false;
      wait = await turn();
    } while (ready && (again || results.length > 0));
    turning = false;
    for (const resolve of idle.splice(0)) resolve();
    if (!stopping) timer = setTimeout(wake, wait);
  }

  function wake(): void {
    void run();
  }

  wake();
  return {
    wake,
    running: () => running.size,
    async stop(graceMs) {
      stopping = true;
      clearTimeout(timer);
      const grace = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
      const quiet = () => (turning ? new Promise<void>((resolve) => idle.push(resolve)) : undefined);
      // The turn under way may still bring jobs; the calls that it starts count as running too.
      await quiet();
      await Promise.race([Promise.all(running.values()), grace]);
      await quiet();
      if (results.length > 0) await turn();
      stopped = true;
    },
  };
}
