import { sql } from "kysely";
import type { z } from "zod";
import type { ServiceInput } from "@/lib/api/contract";
import type { messageSummary, messages } from "@/lib/api/contracts/messages";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { countSeen, nothingSeen, type SeenCounts } from "@/lib/services/messages/count-seen";

type Summary = z.input<typeof messageSummary>;

/** Messages, newest first, by contact, run or status. */
export async function listMessages({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof messages.list> }) {
  const cursor = decodeCursor(input.cursor);
  const filtered = ctx.db
    .selectFrom("messages as m")
    .where("m.workspace_id", "=", ctx.workspaceId)
    .$if(input.contact !== undefined, (q) => q.where("m.contact_id", "=", input.contact as string))
    .$if(input.run !== undefined, (q) => q.where("m.run_id", "=", input.run as string))
    .$if(input.status !== undefined, (q) => q.where("m.status", "=", input.status as Summary["status"]));
  const rows = await filtered
    .leftJoin("contacts as c", (j) =>
      j.onRef("c.workspace_id", "=", "m.workspace_id").onRef("c.id", "=", "m.contact_id"),
    )
    .select(summaryColumns)
    .$if(cursor !== null, (q) =>
      q.where((e) => e(e.refTuple("m.created_at", "m.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string))),
    )
    .orderBy("m.created_at", "desc")
    .orderBy("m.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const count = input.count
    ? await filtered.select((e) => e.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()
    : null;
  const { data, next_cursor } = page({ rows, limit: input.limit });
  const seen = await countSeen({ ctx, messageIds: data.map((row) => row.id) });
  return {
    data: data.map((row) => toSummary({ row, seen: seen.get(row.id) })),
    next_cursor,
    ...(count ? { count: count.n } : {}),
  };
}

export const summaryColumns = [
  "m.id",
  "m.channel",
  "m.purpose",
  "m.status",
  "m.reason",
  "m.provider",
  "m.from_address",
  "m.to_address",
  "m.direction",
  "m.subject",
  sql<string | null>`case when m.channel in ('sms', 'whatsapp') then left(m.text, 160) end`.as("preview"),
  "m.cost_micros",
  "m.cost_currency",
  "m.run_id",
  "m.sent_at",
  "m.created_at",
  "c.id as contact_id",
  "c.email",
  "c.first_name",
  "c.last_name",
] as const;

type Row = Omit<Summary, "contact" | "status" | "channel" | "purpose" | "direction" | "cost" | "opens" | "clicks"> & {
  direction: string;
  cost_micros: number;
  cost_currency: string;
  status: string;
  channel: string;
  purpose: string;
  contact_id: string | null;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
};

/** One row as the API shows it. */
export function toSummary({
  row: { contact_id, email, first_name, last_name, cost_micros, cost_currency, ...row },
  seen = nothingSeen,
}: {
  row: Row;
  seen?: SeenCounts;
}): Summary {
  const name = [first_name, last_name].filter(Boolean).join(" ") || email || "Unnamed contact";
  return {
    ...(row as unknown as Summary),
    ...seen,
    cost: cost_micros > 0 ? { micros: cost_micros, currency: cost_currency } : null,
    contact: contact_id ? { id: contact_id, name, email } : null,
  };
}
