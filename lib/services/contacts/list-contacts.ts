import type { ServiceInput } from "@/lib/api/contract";
import type { contacts } from "@/lib/api/contracts/contacts";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { contactFilter } from "@/lib/services/contacts/contact-filter";
import { contactColumns, toContact } from "@/lib/services/contacts/contact-row";

/** Contacts, newest first, found by the beginnings of words in name, address, company or number, by tag and by status. */
export async function listContacts({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof contacts.list> }) {
  const cursor = decodeCursor(input.cursor);
  const { search, tag, status } = input;
  const filtered = ctx.db.selectFrom("contacts").where(contactFilter({ ctx, filter: { search, tag, status } }));
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
