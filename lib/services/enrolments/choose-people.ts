import type { EnrolmentFilter } from "@/lib/api/contracts/enrolments";
import { evaluate } from "@/lib/conditions";
import type { ServiceContext } from "@/lib/db/scoped";
import { contactFilter } from "@/lib/services/contacts/contact-filter";
import { contactColumns } from "@/lib/services/runs/contact-facts";

export interface People {
  /** Those who fit, by id. */
  ids: string[];
  /** How many were looked at. */
  lookedAt: number;
  /** The last one looked at; null when nobody was left. */
  cursor: string | null;
}

/** Looks at the next `limit` contacts of a filter, by id after `cursor`, and tells who fits. Conditions are answered as in a workflow. */
export async function choosePeople(args: {
  ctx: ServiceContext;
  filter: EnrolmentFilter;
  cursor: string | null;
  limit: number;
}): Promise<People> {
  const { ctx, filter, cursor, limit } = args;
  const { conditions, ...plain } = filter;
  const found = ctx.db
    .selectFrom("contacts")
    .where(contactFilter({ ctx, filter: plain }))
    .$if(cursor !== null, (query) => query.where("id", ">", cursor as string))
    .orderBy("id")
    .limit(limit);
  if (!conditions) {
    const rows = await found.select("id").execute();
    return { ids: rows.map((row) => row.id), lookedAt: rows.length, cursor: rows.at(-1)?.id ?? null };
  }
  const [rows, workspace] = [
    await found.select(contactColumns).execute(),
    await ctx.db
      .selectFrom("workspaces")
      .select("time_zone")
      .where("id", "=", ctx.workspaceId)
      .executeTakeFirstOrThrow(),
  ];
  const fits = rows.filter(
    (contact) =>
      evaluate({
        condition: conditions,
        state: { contact, trigger: {}, workspace: { timeZone: workspace.time_zone } },
        now: ctx.now,
      }).result,
  );
  return { ids: fits.map((row) => row.id), lookedAt: rows.length, cursor: rows.at(-1)?.id ?? null };
}
