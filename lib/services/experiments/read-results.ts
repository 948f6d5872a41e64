import type { ExperimentResults } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { HOLDOUT } from "@/lib/services/experiments/choose-variant";
import { countGroups } from "@/lib/services/experiments/count-groups";
import { findExperiment } from "@/lib/services/experiments/experiment-rows";
import { needWords } from "@/lib/services/experiments/result-words";
import { compare, type Group, rateOf, wilsonInterval } from "@/lib/statistics/two-proportions";

/** How each variant does against the first one and against those who were held out. @throws AppError 404 */
export async function readResults({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<ExperimentResults> {
  const experiment = await findExperiment({ ctx, id: input.id });
  const counted = await countGroups({ ctx, experiment });
  const first = counted.get(experiment.variants[0]?.id ?? "");
  const held = counted.get(HOLDOUT);
  const names = new Map(experiment.variants.map(({ id, name }) => [id, name]));
  return {
    experiment_id: experiment.id,
    groups: [...counted].map(([id, group]) => {
      const holdout = id === HOLDOUT;
      const control = holdout || group === first ? undefined : first;
      return {
        id,
        name: names.get(id) ?? "Holdout",
        holdout,
        people: group.people,
        converted: group.converted,
        rate: rateOf(group),
        interval: wilsonInterval(group),
        difference: control ? against({ group, control }) : null,
        uplift: held && !holdout ? against({ group, control: held }) : null,
        advice: control ? needWords({ group, control }) : null,
      };
    }),
  };
}

function against({ group, control }: { group: Group; control: Group }) {
  const found = compare({ group, control });
  if (!found) return null;
  const { difference, interval, p, significant } = found;
  const base = rateOf(control);
  return { value: difference, interval, p, significant, relative: base === 0 ? null : difference / base };
}
