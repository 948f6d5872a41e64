import { errorFunction, probit } from "simple-statistics";

/** People of one group, and those of them who did what was hoped for. */
export interface Group {
  people: number;
  converted: number;
}
export interface Interval {
  low: number;
  high: number;
}
export interface Comparison {
  /** Rate of the group minus the rate of the control. */
  difference: number;
  /** Where the true difference lies with 95 % confidence. */
  interval: Interval;
  /** Two-sided probability of a difference at least as large if there were none. */
  p: number;
  /** p below 0.05. */
  significant: boolean;
}

/** Standard normal quantiles: 97.5 % for two-sided 95 % confidence, 80 % for the usual power. */
const Z_95 = 1.959963984540054;
const Z_POWER = 0.8416212335729143;

/** The share that converted; 0 without people. */
export const rateOf = ({ people, converted }: Group): number => (people === 0 ? 0 : converted / people);

/** Where the true rate lies with 95 % confidence: Wilson's score interval (1927), which holds for small groups and rates near 0 and 1. */
export function wilsonInterval({ people, converted }: Group): Interval {
  if (people === 0) return { low: 0, high: 1 };
  const rate = converted / people;
  const z2 = Z_95 ** 2;
  const middle = (rate + z2 / (2 * people)) / (1 + z2 / people);
  const reach = (Z_95 / (1 + z2 / people)) * Math.sqrt((rate * (1 - rate)) / people + z2 / (4 * people ** 2));
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/**
 * Compares a group with a control: Newcombe's hybrid score interval for the difference (1998, method 10), and the pooled
 * two-proportion z-test. Null while one of them has nobody.
 */
export function compare({ group, control }: { group: Group; control: Group }): Comparison | null {
  if (group.people === 0 || control.people === 0) return null;
  const [p1, p2] = [rateOf(group), rateOf(control)];
  const [one, two] = [wilsonInterval(group), wilsonInterval(control)];
  const difference = p1 - p2;
  const interval = {
    low: difference - Math.hypot(p1 - one.low, two.high - p2),
    high: difference + Math.hypot(one.high - p1, p2 - two.low),
  };
  const pooled = (group.converted + control.converted) / (group.people + control.people);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / group.people + 1 / control.people));
  const p = error === 0 ? 1 : twoSided(difference / error);
  return { difference, interval, p, significant: p < 0.05 };
}

/**
 * People each of two groups needs to see a difference as large as the present one with 80 % power at 5 % (normal
 * approximation); null when the rates are the same. With several `comparisons` at once each has its part of the 5 %
 * (Bonferroni), which is the most that Holm's rule may ask for.
 */
export function peopleNeeded({
  group,
  control,
  comparisons = 1,
}: {
  group: Group;
  control: Group;
  comparisons?: number;
}): number | null {
  const [p1, p2] = [rateOf(group), rateOf(control)];
  if (p1 === p2) return null;
  const spread = p1 * (1 - p1) + p2 * (1 - p2);
  const sure = comparisons > 1 ? probit(1 - 0.025 / comparisons) : Z_95;
  return Math.ceil(((sure + Z_POWER) ** 2 * spread) / (p1 - p2) ** 2);
}

/** Probability of a standard normal value at least as far from 0 on either side. */
function twoSided(z: number): number {
  return Math.min(1, Math.max(0, 1 - errorFunction(Math.abs(z) / Math.SQRT2)));
}
