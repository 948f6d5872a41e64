import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { EnrolmentFilter, enrolments } from "@/lib/api/contracts/enrolments";
import type { ServiceContext } from "@/lib/db/scoped";
import { contactFilter } from "@/lib/services/contacts/contact-filter";
import { choosePeople } from "@/lib/services/enrolments/choose-people";
import { findWorkflow } from "@/lib/services/workflows/find-workflow";
import { requireSegment } from "@/lib/services/workflows/require-segment";

type Preview = typeof enrolments.preview;

/** With conditions, at most so many people are looked at; the rest is estimated from them. */
const MAX_LOOKED_AT = 20_000;
const CHUNK = 2000;

/** Counts who would be asked in; nothing is written. @throws AppError 422 for a segment that is not there; 404 */
export async function countPeople({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<Preview>;
}): Promise<Answer<Preview>> {
  await findWorkflow({ ctx, id: input.id });
  await requireSegment({ ctx, segmentId: input.filter.segment_id, path: "filter.segment_id" });
  const total = await countCandidates({ ctx, filter: input.filter });
  if (!input.filter.conditions) return { count: total, exact: true };
  let fits = 0;
  let lookedAt = 0;
  let cursor: string | null = null;
  while (lookedAt < MAX_LOOKED_AT) {
    const people = await choosePeople({ ctx, filter: input.filter, cursor, limit: CHUNK });
    fits += people.ids.length;
    lookedAt += people.lookedAt;
    cursor = people.cursor;
    if (people.lookedAt < CHUNK) return { count: fits, exact: true };
  }
  return { count: Math.round((fits * total) / lookedAt), exact: lookedAt >= total };
}

/** Contacts that fit all of a filter but its conditions. */
export async function countCandidates({
  ctx,
  filter: { conditions: _, ...plain },
}: {
  ctx: ServiceContext;
  filter: EnrolmentFilter;
}): Promise<number> {
  const { count } = await ctx.db
    .selectFrom("contacts")
    .select(sql<number>`count(*)`.as("count"))
    .where(contactFilter({ ctx, filter: plain }))
    .executeTakeFirstOrThrow();
  return count;
}
