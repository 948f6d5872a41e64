import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { AiRequest } from "@/lib/providers/ai/ai-provider";
import { estimateUsage } from "@/lib/providers/ai/estimate-tokens";
import { costMicros } from "@/lib/providers/ai/prices";
import type { PickedModel } from "@/lib/services/ai/pick-model";
import { readUsage } from "@/lib/services/ai/read-usage";

export interface GenerationPlace {
  purpose: "generate_text" | "classify" | "call";
  runId: string | null;
  nodeId: string | null;
  contactId: string | null;
  effectId: string | null;
}

/**
 * Sets aside what a request may use at most, or says in words which limit it would break. One request of a workspace at a time
 * passes here until its transaction ends, so that however many run at once, together they stay within the limits.
 * Whoever needs other locks takes them before: subject, consent, then this.
 */
export async function reserveGeneration(args: {
  ctx: ServiceContext;
  request: AiRequest;
  model: Pick<PickedModel, "provider" | "model" | "price" | "priceKnown">;
  place: GenerationPlace;
}): Promise<{ id: string } | { refused: string }> {
  const { ctx, request, model, place } = args;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ai:${ctx.workspaceId}`}, 0))`.execute(ctx.db);
  const use = await readUsage(ctx);
  const usage = estimateUsage(request);
  const tokens = usage.input + usage.output;
  const cost = costMicros({ usage, price: model.price });
  const { limits } = use;
  if (use.tokensToday + tokens > limits.tokens_per_day)
    return {
      refused: `The limit of ${count(limits.tokens_per_day)} AI tokens a day does not allow this: ${count(use.tokensToday)} are used or reserved today, and this may need ${count(tokens)}. An admin can raise the limit in Settings, AI.`,
    };
  if (cost > 0 && use.costMicrosThisMonth + cost > limits.cost_micros_per_month)
    return {
      refused: `The limit of ${dollars(limits.cost_micros_per_month)} a month for AI does not allow this: ${dollars(use.costMicrosThisMonth)} are used or reserved this month, and this may cost ${dollars(cost)}. An admin can raise the limit in Settings, AI.`,
    };
  const id = ctx.newId();
  await ctx.db
    .insertInto("generations")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      run_id: place.runId,
      node_id: place.nodeId,
      contact_id: place.contactId,
      effect_id: place.effectId,
      provider: model.provider.name,
      model: model.model,
      purpose: place.purpose,
      input_tokens: usage.input,
      output_tokens: usage.output,
      cost_micros: cost,
      price_known: model.priceKnown,
      created_at: ctx.now,
    })
    .execute();
  return { id };
}

const count = (n: number): string => n.toLocaleString("en");
const dollars = (micros: number): string =>
  `$${(micros / 1e6).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`;
