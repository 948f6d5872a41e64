import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import type { CallScript, Line } from "@/lib/services/calls/script";

export interface OpenCall {
  id: string;
  message_id: string;
  run_id: string | null;
  node_id: string | null;
  contact_id: string | null;
  provider: string;
  provider_id: string | null;
  to_number: string;
  status: "queued" | "ringing" | "in_progress" | "ended";
  outcome: string | null;
  machine: boolean;
  answered_at: string | null;
  duration_seconds: number | null;
  script: CallScript;
  transcript: Line[];
}

/** A call with its row held until the transaction ends, so that reports about it pass one after the other. @throws AppError 404 */
export async function openCall({ ctx, callId }: { ctx: ServiceContext; callId: string }): Promise<OpenCall> {
  const row = await ctx.db
    .selectFrom("calls")
    .select([
      ...(["id", "message_id", "run_id", "node_id", "contact_id", "provider", "provider_id", "status"] as const),
      ...(["outcome", "machine", "answered_at", "duration_seconds", "script", "transcript", "to_number"] as const),
    ])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", callId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("call");
  return row as unknown as OpenCall;
}

/** Writes parts of a call. */
export async function writeCall({
  ctx,
  callId,
  set: { transcript, ...set },
}: {
  ctx: ServiceContext;
  callId: string;
  set: { transcript?: Line[]; status?: string; answered_at?: string; machine?: boolean };
}): Promise<void> {
  await ctx.db
    .updateTable("calls")
    .set({ ...set, ...(transcript && { transcript: transcript as never }) })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", callId)
    .execute();
}
