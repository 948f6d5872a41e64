import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { ExperimentAnswer, experiments } from "@/lib/api/contracts/experiments";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { type ExperimentRow, findExperiment } from "@/lib/services/experiments/experiment-rows";
import { getExperiment } from "@/lib/services/experiments/get-experiment";
import { resolveVariants } from "@/lib/services/experiments/resolve-variants";

type Changes = ServiceInput<typeof experiments.update>;

/**
 * Changes a draft; once it has started, only its name and those of its variants. What is sent as it is already counts as no
 * change. @throws AppError 409 naming what people were divided or measured by; 422; 404
 */
export async function updateExperiment({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: Changes;
}): Promise<ExperimentAnswer> {
  const row = await findExperiment({ ctx, id: input.id, lock: true });
  if (row.status !== "draft") requireSameSplit({ row, input });
  const variants =
    input.variants && (await resolveVariants({ ctx, workflowId: row.workflow_id, variants: input.variants }));
  await ctx.db
    .updateTable("experiments")
    .set({
      name: input.name ?? row.name,
      holdout_percent: input.holdout_percent ?? row.holdout_percent,
      goal: input.goal ?? row.goal,
      window_days: input.window_days ?? row.window_days,
      ...(variants && { variants: sql`${JSON.stringify(variants)}::text::jsonb` }),
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", row.id)
    .execute();
  return getExperiment({ ctx, input });
}

const fixed = {
  variants: "the variants and their weights",
  holdout_percent: "how many are held out",
  goal: "what counts",
  window_days: "how many days count",
} as const;

/** @throws AppError 409 naming each field that would divide or measure people otherwise than those before them */
function requireSameSplit({ row, input }: { row: ExperimentRow; input: Changes }): void {
  const split = (variants: ExperimentAnswer["variants"]) =>
    variants.map(({ id, version, weight }) => ({ id, version, weight }));
  const changed = (Object.keys(fixed) as (keyof typeof fixed)[]).filter((field) => {
    if (input[field] === undefined) return false;
    if (field === "variants") return !isDeepStrictEqual(split(input.variants ?? []), split(row.variants));
    return !isDeepStrictEqual(input[field], row[field]);
  });
  if (changed.length === 0) return;
  const what = new Intl.ListFormat("en").format(changed.map((field) => fixed[field]));
  const message = `This experiment has started, and people are divided and measured by what it said then: ${what} cannot be changed any more. Rename it as you like, or stop it and make a new one.`;
  throw new AppError("conflict", message, { fields: changed.map((path) => ({ path, message })) });
}
