import { type RawBuilder, sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";

export interface ContactFilter {
  search?: string;
  tag?: string;
  status?: string;
  segment_id?: string;
  ids?: string[];
}

/**
 * Which contacts of the workspace a filter means, as one condition on the table `contacts`: by the beginnings of words in name,
 * address, company or number, by tag, status, segment and id. Deleted ones never.
 */
export function contactFilter({ ctx, filter }: { ctx: ServiceContext; filter: ContactFilter }): RawBuilder<boolean> {
  const words = searchQuery(filter.search ?? "");
  const parts = [sql`contacts.workspace_id = ${ctx.workspaceId} and contacts.deleted_at is null`];
  if (words !== "") parts.push(sql`contacts.search @@ to_tsquery('simple', ${words})`);
  if (filter.tag !== undefined) parts.push(sql`contacts.tags @> array[${filter.tag}]::text[]`);
  if (filter.status !== undefined) parts.push(sql`contacts.status = ${filter.status}`);
  if (filter.ids !== undefined) parts.push(sql`contacts.id = any (${filter.ids}::uuid[])`);
  if (filter.segment_id !== undefined)
    parts.push(sql`exists (select from public.segment_members m where m.workspace_id = contacts.workspace_id
      and m.segment_id = ${filter.segment_id} and m.contact_id = contacts.id)`);
  return sql<boolean>`(${sql.join(parts, sql` and `)})`;
}

// Every word must match the beginning of some word; what has a meaning in tsquery is cut out.
function searchQuery(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 8)
    .map((word) => `'${word}':*`)
    .join(" & ");
}
