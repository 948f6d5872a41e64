import { callsToFollow } from "@/lib/db/lookup";
import { asWorker } from "@/lib/db/scoped";
import type { PlacedCall } from "@/lib/providers/voice/voice-provider";
import { endCall } from "@/lib/services/calls/end-call";
import { openVoice } from "@/lib/services/calls/open-voice";

const BATCH = 20;

/**
 * Asks the provider about calls whose report never came, and about the price of those that ended: it is known minutes later.
 * @param guarded runs the work of one workspace so that its failure stops no other
 * @returns how many calls were looked at
 */
export async function followCalls({
  guarded,
}: {
  guarded: (args: { at: string; workspaceId: string; work: () => Promise<void> }) => Promise<void>;
}): Promise<number> {
  const due = await callsToFollow({ limit: BATCH });
  // At once: each may wait for the provider, and the sweep has other things to do.
  await Promise.all(
    due.map(({ workspaceId, callId }) =>
      guarded({ at: "follow-calls", workspaceId, work: () => follow({ workspaceId, callId }) }),
    ),
  );
  return due.length;
}

async function follow({ workspaceId, callId }: { workspaceId: string; callId: string }): Promise<void> {
  const { value: call } = await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .updateTable("calls")
        .set({ checked_at: ctx.now })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", callId)
        .returning(["provider_id", "status", "message_id", "machine"])
        .executeTakeFirst(),
  });
  if (!call?.provider_id) return;
  const known = await (await openVoice(workspaceId))?.look(call.provider_id);
  if (!known) return;
  if (call.status !== "ended" && known.end) {
    if (known.machine && !call.machine) await noteMachine({ workspaceId, callId });
    const { end, durationSeconds } = known;
    await endCall({ workspaceId, callId, end, durationSeconds, reason: end === "failed" ? UNREACHED : null });
  }
  if (known.price) await writePrice({ workspaceId, callId, messageId: call.message_id, price: known.price });
}

const UNREACHED = "The number could not be reached.";

async function noteMachine({ workspaceId, callId }: { workspaceId: string; callId: string }): Promise<void> {
  await asWorker({
    workspaceId,
    fn: (ctx) =>
      ctx.db
        .updateTable("calls")
        .set({ machine: true })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", callId)
        .execute(),
  });
}

/** The price goes to the call, its message and the effect that placed it. */
async function writePrice(args: {
  workspaceId: string;
  callId: string;
  messageId: string;
  price: NonNullable<PlacedCall["price"]>;
}): Promise<void> {
  const { workspaceId, callId, messageId, price } = args;
  const cost = { cost_micros: price.micros, cost_currency: price.currency };
  await asWorker({
    workspaceId,
    fn: async (ctx) => {
      await ctx.db
        .updateTable("calls")
        .set({ ...cost, priced_at: ctx.now })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", callId)
        .execute();
      await ctx.db
        .updateTable("messages")
        .set(cost)
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", messageId)
        .execute();
      await ctx.db
        .updateTable("effects")
        .set(cost)
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", callId)
        .execute();
    },
  });
}
