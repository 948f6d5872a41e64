const deep = Boolean(process.env.LEADLOOM_DEEP);

/** How many faults a kind makes and how long it may take. LEADLOOM_FAULTS sets another number, LEADLOOM_FAULT_SECONDS another time. */
export function scale(given: { short: number; deep: number; shortSeconds: number; deepSeconds: number }): {
  wanted: number;
  deep: boolean;
  seed: number;
  /** Whether there is time left to begin something. */
  inTime: () => boolean;
  seconds: () => number;
} {
  const began = Date.now();
  const wanted = Number(process.env.LEADLOOM_FAULTS ?? (deep ? given.deep : given.short));
  const limit = Number(process.env.LEADLOOM_FAULT_SECONDS ?? (deep ? given.deepSeconds : given.shortSeconds));
  const seconds = () => (Date.now() - began) / 1000;
  const seed = Number(process.env.LEADLOOM_SEED ?? Math.floor(Math.random() * 2 ** 31));
  return { wanted, deep, seed, seconds, inTime: () => seconds() < limit };
}

/** Numbers from 0 to below 1 that a seed repeats (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the choices, each as likely as its weight says. */
export function pick<T extends string>({ roll, weights }: { roll: number; weights: Record<T, number> }): T {
  const entries = Object.entries(weights) as [T, number][];
  let left = roll * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of entries) {
    left -= weight;
    if (left < 0) return choice;
  }
  return entries.at(-1)![0];
}

/** Puts a list into another order, each as likely (Fisher and Yates). */
export function shuffle<T>({ list, roll }: { list: T[]; roll: () => number }): void {
  for (let n = list.length - 1; n > 0; n--) {
    const other = Math.floor(roll() * (n + 1));
    [list[n], list[other]] = [list[other]!, list[n]!];
  }
}
