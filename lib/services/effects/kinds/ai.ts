import { asWorker } from "@/lib/db/scoped";
import type { AiEffect, EffectOutcome } from "@/lib/nodes/effects";
import type { AiRequest } from "@/lib/providers/ai/ai-provider";
import { type PickedModel, pickModel } from "@/lib/services/ai/pick-model";
import { type GenerationPlace, reserveGeneration } from "@/lib/services/ai/reserve-generation";
import { settleGeneration } from "@/lib/services/ai/settle-generation";
import { withinModel } from "@/lib/services/ai/within-model";
import type { ClaimedEffect, EffectKind } from "@/lib/services/effects/effect-kind";

interface FrozenQuestion {
  request: AiRequest;
  place: GenerationPlace;
}

const NO_MODEL = "This workspace has no language model yet. Connect one in Settings, Connections.";

/** A question to a language model. It sends nothing to anybody, so asking again is only a matter of cost. */
export const ai: EffectKind<AiEffect> = {
  kind: "ai",
  async freeze({ ctx, effect, state, runId, nodeId, effectId }) {
    const model = await pickModel({ ctx });
    if (!model) return { outcome: { status: "failed", reason: NO_MODEL, retryable: false } };
    const { kind: _, purpose, ...asked } = effect;
    const request = withinModel({ request: asked, model: model.model });
    const place: GenerationPlace = { purpose, runId, nodeId, contactId: state.contact.id, effectId };
    const reserved = await reserveGeneration({ ctx, request, model, place });
    if ("refused" in reserved) return { outcome: { status: "failed", reason: reserved.refused, retryable: false } };
    return { request: { request, place } satisfies FrozenQuestion, provider: model.provider.name, messageId: null };
  },
  whenInterrupted: () => "repeat",
  perform,
};

async function perform(claim: ClaimedEffect): Promise<EffectOutcome> {
  const { workspaceId } = claim;
  const { request, place } = claim.request as FrozenQuestion;
  const model = await pickModel({ workspaceId });
  if (!model) return { status: "failed", reason: NO_MODEL, retryable: false };
  const reserved = await reservationOf({ claim, request, place, model });
  if ("refused" in reserved) return { status: "failed", reason: reserved.refused, retryable: false };
  const answer = await model.provider.generate(request);
  const { value: micros } = await asWorker({
    workspaceId,
    fn: (ctx) => settleGeneration({ ctx, id: reserved.id, answer, price: model.price }),
  });
  if (answer.status === "refused") return { status: "failed", reason: answer.reason, retryable: false };
  if (answer.status === "failed") {
    const { reason, retryable, retryAfterSeconds } = answer;
    return { status: "failed", reason, retryable, retryAfterSeconds };
  }
  return {
    status: "done",
    output: {
      value: answer.value,
      model: answer.model,
      input_tokens: answer.usage.input,
      output_tokens: answer.usage.output,
    },
    // Of a model nobody knows the price of, what counts towards limits is no cost.
    cost: { micros: model.priceKnown ? micros : null, currency: "USD" },
  };
}

/** The first attempt was reserved with the claim. A later one reserves anew: what an interrupted one used, nobody knows. */
async function reservationOf(args: {
  claim: ClaimedEffect;
  request: AiRequest;
  place: GenerationPlace;
  model: PickedModel;
}): Promise<{ id: string } | { refused: string }> {
  const { claim, ...asked } = args;
  const { workspaceId, effectId, attempts } = claim;
  const { value } = await asWorker({
    workspaceId,
    fn: async (ctx) => {
      const open = await ctx.db
        .selectFrom("generations")
        .select("id")
        .where("workspace_id", "=", workspaceId)
        .where("effect_id", "=", effectId)
        .where("status", "=", "reserved")
        .execute();
      if (attempts === 1 && open[0]) return { id: open[0].id };
      if (open.length > 0)
        await ctx.db
          .updateTable("generations")
          .set({ status: "lost" })
          .where("workspace_id", "=", workspaceId)
          .where("effect_id", "=", effectId)
          .where("status", "=", "reserved")
          .execute();
      return reserveGeneration({ ctx, ...asked });
    },
  });
  return value;
}
