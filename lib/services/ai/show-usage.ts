import type { Answer } from "@/lib/api/contract";
import type { ai } from "@/lib/api/contracts/ai";
import type { ServiceContext } from "@/lib/db/scoped";
import { pickModel } from "@/lib/services/ai/pick-model";
import { readUsage } from "@/lib/services/ai/read-usage";

/** Who answers AI steps, what they used of today's tokens and this month's money, and the limits. */
export async function showUsage({ ctx }: { ctx: ServiceContext }): Promise<Answer<typeof ai.usage>> {
  const model = await pickModel({ ctx });
  const use = await readUsage(ctx);
  return {
    provider: model?.provider.name ?? "none",
    model: model?.model ?? null,
    price_known: model?.priceKnown ?? true,
    limits: use.limits,
    tokens_today: use.tokensToday,
    cost_micros_this_month: use.costMicrosThisMonth,
    day_start: use.dayStart,
    month_start: use.monthStart,
  };
}
