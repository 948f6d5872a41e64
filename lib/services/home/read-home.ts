import { DateTime } from "luxon";
import type { HomeAnswer } from "@/lib/api/contracts/home";
import type { ServiceContext } from "@/lib/db/scoped";
import { contactName } from "@/lib/services/contacts/contact-row";
import { countDay } from "@/lib/services/home/count-day";
import { openAndFailedRuns } from "@/lib/services/home/open-and-failed-runs";
import { readSetup } from "@/lib/services/home/read-setup";

/** How many lines each list of the screen holds. */
const LINES = 6;

/** What the first screen of a workspace shows. Every query is bounded by an index, whatever the workspace holds. */
export async function readHome({ ctx }: { ctx: ServiceContext }): Promise<HomeAnswer> {
  const { zone, setup } = await readSetup({ ctx });
  const today = DateTime.fromISO(ctx.now, { zone }).startOf("day");
  const since = today.toUTC().toISO() ?? ctx.now;
  const dayBefore = today.minus({ days: 1 }).toUTC().toISO() ?? ctx.now;
  const numbers = await countDay({ ctx, since, dayBefore });
  const leads = await ctx.db
    .selectFrom("contacts")
    .select(["id", "email", "phone", "first_name", "last_name", "source", "created_at"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("deleted_at", "is", null)
    .where("status", "=", "lead")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(LINES)
    .execute();
  const { running, attention } = await openAndFailedRuns({ ctx, limit: LINES });
  return {
    since,
    numbers,
    latest_leads: leads.map((row) => ({
      id: row.id,
      name: contactName(row),
      email: row.email,
      source: row.source,
      created_at: row.created_at,
    })),
    running,
    attention,
    setup,
  };
}
