import { sql } from "kysely";
import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { PhoneThread, phone } from "@/lib/api/contracts/phone";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { contactsByNumber } from "@/lib/services/phone/contacts-by-number";

/** Threads of the built-in phone, last written first. */
export async function listThreads({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof phone.list>;
}): Promise<Answer<typeof phone.list>> {
  const cursor = decodeCursor(input.cursor);
  const threads = ctx.db
    .selectFrom("phone_box as b")
    .where("b.workspace_id", "=", ctx.workspaceId)
    .where(sql<boolean>`b.newest`);
  const rows = await threads
    .select(["b.id", "b.channel", "b.number", "b.direction", "b.body", "b.created_at"])
    .$if(cursor !== null, (q) =>
      q.where((e) => e(e.refTuple("b.created_at", "b.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string))),
    )
    .orderBy("b.created_at", "desc")
    .orderBy("b.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const count = input.count
    ? await threads.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()
    : null;
  const { data, next_cursor } = page({ rows, limit: input.limit });
  const contacts = await contactsByNumber({ ctx, numbers: data.map((row) => row.number) });
  return {
    data: data.map((row) => ({ ...(row as Omit<PhoneThread, "contact">), contact: contacts.get(row.number) ?? null })),
    next_cursor,
    ...(count ? { count: count.n } : {}),
  };
}
