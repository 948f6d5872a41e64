import { type Group, peopleNeeded } from "@/lib/statistics/two-proportions";

/**
 * What a comparison still lacks, in a sentence: about how many more people each of the two groups needs. `found` is the
 * comparison with its correction, `comparisons` how many are made at once. Null when the difference is significant, a group
 * has nobody, or there is no difference to be sure of.
 */
export function needWords({
  group,
  control,
  found,
  comparisons = 1,
}: {
  group: Group;
  control: Group;
  found: { significant: boolean } | null;
  comparisons?: number;
}): string | null {
  if (!found || found.significant) return null;
  const needed = peopleNeeded({ group, control, comparisons });
  if (needed === null) return null;
  const more = Math.max(0, needed - Math.min(group.people, control.people));
  if (more === 0) return "Nearly sure: a few more people will tell.";
  const about = roundUp(more).toLocaleString("en-US");
  return `About ${about} more people per variant to be sure of a difference this large.`;
}

/** Two digits that count: 1,234 reads more exact than it is. */
function roundUp(n: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n)) - 1);
  return Math.ceil(n / unit) * unit;
}

/** How results are held to a stricter line when several variants are compared at once; null for a single comparison. */
export function correctionWords(variants: number): string | null {
  if (variants < 3) return null;
  return `${variants} variants are compared at once, so one of them could look better by luck alone. A difference is called sure here only if it holds after correcting for that (Holm's rule).`;
}
