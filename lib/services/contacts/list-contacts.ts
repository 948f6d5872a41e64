import { sql } from "kysely";
import type { ServiceInput } from "@/lib/api/contract";
import type { contacts } from "@/lib/api/contracts/contacts";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { contactColumns, toContact } from "@/lib/services/contacts/contact-row";

/** Contacts, newest first, found by the beginnings of words in name, address, company or number, by tag and by status. */
export async function listContacts({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof contacts.list> }) {
  const cursor = decodeCursor(input.cursor);
  const words = searchQuery(input.search ?? "");
  const filtered = ctx.db
    .selectFrom("contacts")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("deleted_at", "is", null)
    .$if(words !== "", (q) => q.where(sql<boolean>`search @@ to_tsquery('simple', ${words})`))
    .$if(input.tag !== undefined, (q) => q.where(sql<boolean>`tags @> array[${input.tag as string}]::text[]`))
    .$if(input.status !== undefined, (q) => q.where("status", "=", input.status as string));
  const rows = await filtered
    .select(contactColumns)
    .$if(cursor !== null, (q) =>
      q.where((e) => e(e.refTuple("created_at", "id"), "<", e.tuple(cursor?.at as string, cursor?.id as string))),
    )
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(input.limit + 1)
    .execute();
  const count = input.count
    ? await filtered.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()
    : null;
  const { data, next_cursor } = page({ rows, limit: input.limit });
  return { data: data.map(toContact), next_cursor, ...(count ? { count: count.n } : {}) };
}

// Every word must match the beginning of some word; what has a meaning in tsquery is cut out.
function searchQuery(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, 8)
    .map((word) => `'${word}':*`)
    .join(" & ");
}
