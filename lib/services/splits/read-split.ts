import type { ServiceInput } from "@/lib/api/contract";
import type { SplitResult, splits } from "@/lib/api/contracts/splits";
import type { ServiceContext } from "@/lib/db/scoped";
import { correctionWords } from "@/lib/services/experiments/result-words";
import { countSplit } from "@/lib/services/splits/count-split";
import { liveSplit } from "@/lib/services/splits/live-split";
import { compareSeveral } from "@/lib/statistics/several-comparisons";
import { type Group, rateOf, wilsonInterval } from "@/lib/statistics/two-proportions";

/** How the variants of a split step do, each compared with the first and corrected for their number. @throws AppError 404, 409 before publishing */
export async function readSplit({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof splits.get>;
}): Promise<SplitResult> {
  const config = await liveSplit({ ctx, workflowId: input.id, nodeId: input.node });
  const row = await ctx.db
    .selectFrom("workflow_splits")
    .select(["winner", "decided_by", "decided_at"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", input.id)
    .where("node_id", "=", input.node)
    .executeTakeFirst();
  const until = row?.decided_at ?? null;
  const { groups } = await countSplit({ ctx, workflowId: input.id, nodeId: input.node, config, until });
  const [control, ...others] = config.variants.map(({ id }) => groups.get(id)!) as [Group, ...Group[]];
  const differences = [null, ...compareSeveral({ groups: others, control })];
  return {
    node_id: input.node,
    metric: config.metric,
    correction: correctionWords(config.variants.length),
    variants: config.variants.map(({ id, name }, place) => {
      const group = groups.get(id)!;
      const against = differences[place];
      return {
        id,
        name,
        people: group.people,
        converted: group.converted,
        rate: rateOf(group),
        interval: wilsonInterval(group),
        difference: against
          ? {
              value: against.difference,
              interval: against.interval,
              p: against.p,
              p_adjusted: against.adjusted,
              significant: against.significant,
            }
          : null,
      };
    }),
    winner: row?.winner ?? null,
    decided_by: (row?.decided_by as "auto" | "member" | null | undefined) ?? null,
    decided_at: until,
  };
}
