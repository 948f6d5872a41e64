import { setTimeout as sleep } from "node:timers/promises";

/** Answers no sooner than `ms` after the start, so that the time taken does not tell whether an account exists. */
export async function noSoonerThan<T>({ ms, work }: { ms: number; work: () => Promise<T> }): Promise<T> {
  const [result] = await Promise.allSettled([work(), sleep(ms)]);
  if (result.status === "rejected") throw result.reason;
  return result.value;
}
