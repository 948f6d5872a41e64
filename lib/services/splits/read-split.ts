import type { ServiceInput } from "@/lib/api/contract";
import type { SplitResult, splits } from "@/lib/api/contracts/splits";
import type { ServiceContext } from "@/lib/db/scoped";
import { countSplit } from "@/lib/services/splits/count-split";
import { liveSplit } from "@/lib/services/splits/live-split";
import { compare, rateOf, wilsonInterval } from "@/lib/statistics/two-proportions";

/** How the variants of a split step do, each compared with the first. @throws AppError 404, 409 before publishing */
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
  const control = groups.get(config.variants[0]!.id)!;
  return {
    node_id: input.node,
    metric: config.metric,
    variants: config.variants.map(({ id, name }, place) => {
      const group = groups.get(id)!;
      const against = place === 0 ? null : compare({ group, control });
      return {
        id,
        name,
        people: group.people,
        converted: group.converted,
        rate: rateOf(group),
        interval: wilsonInterval(group),
        difference: against && {
          value: against.difference,
          interval: against.interval,
          p: against.p,
          significant: against.significant,
        },
      };
    }),
    winner: row?.winner ?? null,
    decided_by: (row?.decided_by as "auto" | "member" | null | undefined) ?? null,
    decided_at: until,
  };
}
