import type { CallFacts } from "@/lib/nodes/facts";
import { openCall } from "@/lib/services/calls/open-call";
import { commitAsWorker } from "@/lib/services/commit";
import { lockConsent } from "@/lib/services/messages/lock-consent";

type Outcome = NonNullable<CallFacts["outcome"]>;

/** What a report says of the line's end; `completed` leaves it to the call's own history who was spoken to. */
export type LineEnd = "completed" | Exclude<Outcome, "answered" | "voicemail">;

/**
 * Writes how a call ended, once; whatever comes later changes nothing. What is recorded with it wakes the step that waits.
 * @param durationSeconds as the provider counted it; without it, the time since somebody took the call
 * @returns false when the call had ended before
 */
export async function endCall(args: {
  workspaceId: string;
  callId: string;
  end: LineEnd;
  reason?: string | null;
  durationSeconds?: number;
}): Promise<boolean> {
  const { workspaceId, callId, end, reason = null } = args;
  return commitAsWorker({
    workspaceId,
    source: "call",
    fn: async (ctx) => {
      const before = await ctx.db
        .selectFrom("calls")
        .select("contact_id")
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", callId)
        .executeTakeFirst();
      if (before?.contact_id) await lockConsent({ ctx, contactId: before.contact_id });
      const call = await openCall({ ctx, callId });
      if (call.status === "ended") return false;
      const outcome: Outcome = end === "completed" ? (call.machine ? "voicemail" : "answered") : end;
      const since = call.answered_at ? Math.round((Date.parse(ctx.now) - Date.parse(call.answered_at)) / 1000) : 0;
      // Before the end of the call, so that the timeline tells it in this order.
      await ctx.db
        .insertInto("message_events")
        .values({
          workspace_id: workspaceId,
          message_id: call.message_id,
          type: outcome,
          occurred_at: ctx.now,
          data: reason ? { reason } : {},
        })
        .execute();
      await ctx.db
        .updateTable("calls")
        .set({
          status: "ended",
          outcome,
          reason,
          ended_at: ctx.now,
          duration_seconds: Math.max(0, args.durationSeconds ?? since),
        })
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", callId)
        .execute();
      await ctx.db
        .updateTable("messages")
        .set(
          outcome === "failed"
            ? { status: "failed", reason: reason ?? "The call could not be made." }
            : outcome === "answered" || outcome === "voicemail"
              ? { status: "delivered" }
              : { status: "sent" },
        )
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", call.message_id)
        .execute();
      return true;
    },
  });
}
