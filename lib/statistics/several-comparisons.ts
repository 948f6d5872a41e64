import { type Comparison, compare, type Group } from "@/lib/statistics/two-proportions";

/** One of several comparisons made at once: `significant` is held to `adjusted`, not to `p`. */
export interface SeveralComparison extends Comparison {
  /** p after Holm's rule, at least p. */
  adjusted: number;
}

/**
 * Compares each group with the control, corrected for being made together: with four comparisons at 5 % each, one of them
 * would look significant by luck in nearly one case of five. Null where one of the two has nobody; those do not count.
 */
export function compareSeveral({
  groups,
  control,
}: {
  groups: readonly Group[];
  control: Group;
}): (SeveralComparison | null)[] {
  const found = groups.map((group) => compare({ group, control }));
  const adjusted = holm(found.flatMap((one) => (one ? [one.p] : [])));
  return found.map((one) => {
    if (!one) return null;
    const p = adjusted.shift()!;
    return { ...one, adjusted: p, significant: p < 0.05 };
  });
}

/**
 * Holm's step-down rule (1979): of m p-values the smallest is multiplied by m, the next by m - 1 and so on, and none gets
 * below the one before. Whatever is below 5 % afterwards is all true with 95 %, however the comparisons hang together.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p);
  const adjusted: number[] = [];
  let least = 0;
  for (const [n, { p, place }] of order.entries()) {
    least = Math.min(1, Math.max(least, p * (ps.length - n)));
    adjusted[place] = least;
  }
  return adjusted;
}
