import { sql } from "kysely";
import type { HomeAnswer } from "@/lib/api/contracts/home";
import type { ServiceContext } from "@/lib/db/scoped";

type Days = {
  ctx: ServiceContext /** ISO instants: when today and the day before began. */;
  since: string;
  dayBefore: string;
};
type What = "contacts" | "submissions" | "runs" | "failed" | "messages";

/** Counts what came in today and on the day before: one statement, each part over two days of one index. */
export async function countDay({ ctx, since, dayBefore }: Days): Promise<HomeAnswer["numbers"]> {
  const today = sql`count(*) filter (where created_at >= ${since}::timestamptz)`;
  const yesterday = sql`count(*) filter (where created_at < ${since}::timestamptz)`;
  const both = sql`workspace_id = ${ctx.workspaceId} and created_at >= ${dayBefore}::timestamptz`;
  const { rows } = await sql<{ what: What; today: number; yesterday: number }>`
    select 'contacts' as what, ${today} as today, ${yesterday} as yesterday from contacts where ${both} and deleted_at is null
    union all select 'submissions', ${today}, ${yesterday} from submissions where ${both}
    union all select 'runs', ${today}, ${yesterday} from workflow_runs where ${both} and not is_test
    union all select 'failed', ${today}, ${yesterday} from workflow_runs where ${both} and not is_test and status = 'failed'
    union all select 'messages', ${today}, ${yesterday} from messages
      where ${both} and channel = 'email' and sent_at is not null`.execute(ctx.db);
  const of = (what: What) => {
    const row = rows.find((each) => each.what === what);
    return { today: Number(row?.today ?? 0), yesterday: Number(row?.yesterday ?? 0) };
  };
  return {
    new_contacts: of("contacts"),
    submissions: of("submissions"),
    runs_started: of("runs"),
    runs_failed: of("failed"),
    emails_sent: of("messages"),
  };
}
