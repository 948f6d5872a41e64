import { shareOf } from "@/lib/nodes/sticky-share";

/** The group of those who do not enter and are measured all the same. */
export const HOLDOUT = "holdout";

/**
 * The group a contact belongs to in an experiment, always the same: first the holdout takes its percent of everybody, then
 * the variants share the rest by their weights. Returns the variant's id or `holdout`.
 */
export function chooseVariant(args: {
  experiment: { id: string; variants: { id: string; weight: number }[]; holdoutPercent: number };
  contactId: string;
}): string {
  const { experiment, contactId } = args;
  const { variants } = experiment;
  const held = experiment.holdoutPercent / 100;
  const share = shareOf(`${experiment.id}:${contactId}`);
  if (share < held) return HOLDOUT;
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  const place = ((share - held) / (1 - held)) * total;
  let upTo = 0;
  for (const { id, weight } of variants) {
    upTo += weight;
    if (place < upTo) return id;
  }
  return variants.at(-1)!.id;
}
