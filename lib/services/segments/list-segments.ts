import { sql } from "kysely";
import type { z } from "zod";
import type { ServiceInput } from "@/lib/api/contract";
import type { segment, segments } from "@/lib/api/contracts/segments";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { segmentRows } from "@/lib/services/segments/segment-rows";

/** Segments, newest first; with `contact` those the contact is in. */
export async function listSegments({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof segments.list> }) {
  const cursor = decodeCursor(input.cursor);
  const holds = sql<boolean>`exists (select from public.segment_members k
    where k.workspace_id = s.workspace_id and k.segment_id = s.id and k.contact_id = ${input.contact ?? null}::uuid)`;
  const rows = await segmentRows(ctx)
    .$if(input.contact !== undefined, (query) => query.where(holds))
    .$if(cursor !== null, (query) =>
      query.where((e) =>
        e(e.refTuple("s.created_at", "s.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string)),
      ),
    )
    .orderBy("s.created_at", "desc")
    .orderBy("s.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const count = input.count
    ? await ctx.db
        .selectFrom("segments as s")
        .select((e) => e.fn.countAll<number>().as("n"))
        .where("s.workspace_id", "=", ctx.workspaceId)
        .$if(input.contact !== undefined, (query) => query.where(holds))
        .executeTakeFirstOrThrow()
    : null;
  const { data, next_cursor } = page({ rows, limit: input.limit });
  return { data: data as z.input<typeof segment>[], next_cursor, ...(count ? { count: count.n } : {}) };
}
