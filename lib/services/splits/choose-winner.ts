import type { SplitConfig } from "@/lib/nodes/logic/ab-split";
import { compareSeveral } from "@/lib/statistics/several-comparisons";
import { type Group, rateOf } from "@/lib/statistics/two-proportions";

/**
 * The id of the variant with the best rate; with `significant` only if it is better than each other one, corrected for the
 * number of variants as the results on screen are. Null while there is none.
 */
export function chooseWinner({
  groups,
  significant,
}: Pick<SplitConfig, "significant"> & { groups: ReadonlyMap<string, Group> }): string | null {
  const ranked = [...groups].sort(([, a], [, b]) => rateOf(b) - rateOf(a));
  const [best, ...others] = ranked as [[string, Group], ...[string, Group][]];
  if (best[1].people === 0) return null;
  if (!significant) return best[0];
  const found = compareSeveral({ groups: others.map(([, group]) => group), control: best[1] });
  return found.every((one) => one?.significant) ? best[0] : null;
}
