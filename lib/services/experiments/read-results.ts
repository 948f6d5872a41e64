import type { ExperimentResults } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { HOLDOUT } from "@/lib/services/experiments/choose-variant";
import { countGroups } from "@/lib/services/experiments/count-groups";
import { findExperiment } from "@/lib/services/experiments/experiment-rows";
import { correctionWords, needWords } from "@/lib/services/experiments/result-words";
import { compareSeveral, type SeveralComparison } from "@/lib/statistics/several-comparisons";
import { type Group, rateOf, wilsonInterval } from "@/lib/statistics/two-proportions";

/**
 * How each variant does against the first one and against those who were held out: two questions, each corrected on its own
 * for the number of variants it is asked of. @throws AppError 404
 */
export async function readResults({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<ExperimentResults> {
  const experiment = await findExperiment({ ctx, id: input.id });
  const counted = await countGroups({ ctx, experiment });
  const [firstId = "", ...otherIds] = experiment.variants.map(({ id }) => id);
  const differences = compareEach({ counted, ids: otherIds, control: counted.get(firstId) });
  const uplifts = compareEach({ counted, ids: [firstId, ...otherIds], control: counted.get(HOLDOUT) });
  const comparisons = [...differences.values()].filter(Boolean).length;
  const names = new Map(experiment.variants.map(({ id, name }) => [id, name]));
  return {
    experiment_id: experiment.id,
    correction: correctionWords(experiment.variants.length),
    groups: [...counted].map(([id, group]) => {
      const difference = differences.get(id);
      return {
        id,
        name: names.get(id) ?? "Holdout",
        holdout: id === HOLDOUT,
        people: group.people,
        converted: group.converted,
        rate: rateOf(group),
        interval: wilsonInterval(group),
        difference: present({ found: difference, control: counted.get(firstId) }),
        uplift: present({ found: uplifts.get(id), control: counted.get(HOLDOUT) }),
        advice: difference
          ? needWords({ group, control: counted.get(firstId)!, found: difference, comparisons })
          : null,
      };
    }),
  };
}

type Found = SeveralComparison | null | undefined;

function compareEach(args: { counted: Map<string, Group>; ids: string[]; control: Group | undefined }) {
  const { counted, ids, control } = args;
  if (!control) return new Map<string, Found>();
  const found = compareSeveral({ groups: ids.map((id) => counted.get(id)!), control });
  return new Map(ids.map((id, n): [string, Found] => [id, found[n]]));
}

function present({ found, control }: { found: Found; control: Group | undefined }) {
  if (!found || !control) return null;
  const { difference, interval, p, adjusted, significant } = found;
  const base = rateOf(control);
  return {
    value: difference,
    interval,
    p,
    p_adjusted: adjusted,
    significant,
    relative: base === 0 ? null : difference / base,
  };
}
