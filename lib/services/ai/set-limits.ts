import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { ai } from "@/lib/api/contracts/ai";
import type { ServiceContext } from "@/lib/db/scoped";
import { readUsage } from "@/lib/services/ai/read-usage";
import { showUsage } from "@/lib/services/ai/show-usage";

/** Changes the limits that are given. They hold for the next request; what is reserved already stays. */
export async function setLimits({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof ai.limit>;
}): Promise<Answer<typeof ai.limit>> {
  const { limits } = await readUsage(ctx);
  const next = {
    tokens_per_day: input.tokens_per_day ?? limits.tokens_per_day,
    cost_micros_per_month: input.cost_micros_per_month ?? limits.cost_micros_per_month,
  };
  await ctx.db.updateTable("workspaces").set({ ai_limits: next }).where("id", "=", ctx.workspaceId).execute();
  return showUsage({ ctx });
}
