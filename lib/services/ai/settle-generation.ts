import type { ServiceContext } from "@/lib/db/scoped";
import type { AiAnswer } from "@/lib/providers/ai/ai-provider";
import { costMicros, type ModelPrice } from "@/lib/providers/ai/prices";

const states = { answered: "done", refused: "refused", failed: "failed" } as const;

/**
 * Replaces a reservation by what was used. When nobody knows that, the reservation stands, as lost.
 * @returns the cost in millionths of a dollar
 */
export async function settleGeneration(args: {
  ctx: ServiceContext;
  id: string;
  answer: AiAnswer;
  price: ModelPrice;
}): Promise<number> {
  const { ctx, id, answer, price } = args;
  const { usage } = answer;
  const used = usage && {
    input_tokens: usage.input,
    output_tokens: usage.output,
    cost_micros: costMicros({ usage, price }),
  };
  const row = await ctx.db
    .updateTable("generations")
    .set({
      ...used,
      status: used ? states[answer.status] : "lost",
      ...(answer.status !== "failed" && { model: answer.model }),
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .returning("cost_micros")
    .executeTakeFirst();
  return row?.cost_micros ?? 0;
}
