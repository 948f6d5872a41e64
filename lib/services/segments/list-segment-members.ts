import type { ServiceInput } from "@/lib/api/contract";
import type { segments } from "@/lib/api/contracts/segments";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { contactName } from "@/lib/services/contacts/contact-row";
import { requireSegment } from "@/lib/services/segments/segment-rows";

/** Who is in a segment, last added first. @throws AppError 404 */
export async function listSegmentMembers({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof segments.members>;
}) {
  await requireSegment({ ctx, id: input.id });
  const cursor = decodeCursor(input.cursor);
  const inside = ctx.db
    .selectFrom("segment_members as m")
    .innerJoin("contacts as c", (join) =>
      join.onRef("c.workspace_id", "=", "m.workspace_id").onRef("c.id", "=", "m.contact_id"),
    )
    .where("m.workspace_id", "=", ctx.workspaceId)
    .where("m.segment_id", "=", input.id)
    .where("c.deleted_at", "is", null);
  const rows = await inside
    .select(["m.contact_id", "m.source", "m.added_at", "c.first_name", "c.last_name", "c.email", "c.phone"])
    .$if(cursor !== null, (query) =>
      query.where((e) =>
        e(e.refTuple("m.added_at", "m.contact_id"), "<", e.tuple(cursor?.at as string, cursor?.id as string)),
      ),
    )
    .orderBy("m.added_at", "desc")
    .orderBy("m.contact_id", "desc")
    .limit(input.limit + 1)
    .execute();
  const count = input.count
    ? await inside.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()
    : null;
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    data: shown.map((row) => ({
      contact_id: row.contact_id,
      name: contactName(row),
      email: row.email,
      source: row.source,
      added_at: row.added_at,
    })),
    next_cursor: rows.length > input.limit && last ? encodeCursor({ at: last.added_at, id: last.contact_id }) : null,
    ...(count ? { count: count.n } : {}),
  };
}
