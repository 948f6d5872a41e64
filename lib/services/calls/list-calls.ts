import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { CallSummary, calls } from "@/lib/api/contracts/calls";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";

/** Calls, newest first, of everybody or of one contact. */
export async function listCalls({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof calls.list>;
}): Promise<Answer<typeof calls.list>> {
  const cursor = decodeCursor(input.cursor);
  const filtered = ctx.db
    .selectFrom("calls as k")
    .where("k.workspace_id", "=", ctx.workspaceId)
    .$if(input.contact !== undefined, (q) => q.where("k.contact_id", "=", input.contact as string));
  const rows = await filtered
    .leftJoin("contacts as c", (j) =>
      j.onRef("c.workspace_id", "=", "k.workspace_id").onRef("c.id", "=", "k.contact_id"),
    )
    .select(callColumns)
    .$if(cursor !== null, (q) =>
      q.where((e) => e(e.refTuple("k.created_at", "k.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string))),
    )
    .orderBy("k.created_at", "desc")
    .orderBy("k.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const count = input.count
    ? await filtered.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()
    : null;
  const { data, next_cursor } = page({ rows, limit: input.limit });
  return { data: data.map(toCall), next_cursor, ...(count ? { count: count.n } : {}) };
}

export const callColumns = [
  ...(["k.id", "k.run_id", "k.message_id", "k.provider", "k.to_number", "k.status", "k.outcome", "k.reason"] as const),
  ...(["k.duration_seconds", "k.answered_at", "k.ended_at", "k.created_at"] as const),
  ...(["c.id as contact_id", "c.email", "c.first_name", "c.last_name"] as const),
] as const;

/** One row as the API lists it. */
export function toCall(row: {
  [name: string]: unknown;
  contact_id: string | null;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
}): CallSummary {
  const { contact_id, email, first_name, last_name, ...call } = row;
  const name = [first_name, last_name].filter(Boolean).join(" ") || email || "Unnamed contact";
  return { ...(call as unknown as CallSummary), contact: contact_id ? { id: contact_id, name } : null };
}
