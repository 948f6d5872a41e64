import type { Answer } from "@/lib/api/contract";
import type { contacts } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { type EventName, events } from "@/lib/events";
import { requireContact } from "@/lib/services/contacts/require-contact";

/** More than this is one failure many times over; the rest follows when these are through. */
const MOST = 50;

/**
 * What happened to a contact and no workflow has seen, because showing it failed until its tries were spent: at most 50, oldest
 * first, in the order it is best tried again. @throws AppError 404
 */
export async function listSetAside({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { id: string };
}): Promise<Answer<typeof contacts.setAside>> {
  await requireContact({ ctx, id: input.id });
  const rows = await ctx.db
    .selectFrom("dispatch_queue as q")
    .innerJoin("activities as a", (j) =>
      j.onRef("a.workspace_id", "=", "q.workspace_id").onRef("a.id", "=", "q.activity_id"),
    )
    .select(["a.id", "a.type", "a.data", "a.occurred_at", "q.attempts", "q.last_error"])
    .where("q.workspace_id", "=", ctx.workspaceId)
    .where("q.subject_id", "=", input.id)
    .where("q.parked", "=", true)
    .orderBy("q.seq")
    .limit(MOST)
    .execute();
  return {
    data: rows.map(({ data, attempts, last_error, ...row }) => ({
      ...row,
      label: events[row.type as EventName]?.label ?? row.type,
      data: data as Record<string, unknown>,
      tries: attempts,
      reason: last_error ?? "Nobody wrote down why.",
    })),
  };
}
