import { sql } from "kysely";
import type { RunAction, RunFilter } from "@/lib/api/contracts/run-actions";
import type { ServiceContext } from "@/lib/db/scoped";

const OPEN = ["running", "waiting", "held"];
const LIKE_SIGNS = /[\\%_]/g;

/**
 * Runs that fit a filter and that the action can be meant for: retries are for those that ended, the rest for those under way.
 * Test runs are left out, unless named by id. Add what selects and limits.
 */
export function matchingRuns(args: {
  ctx: ServiceContext;
  action: RunAction["action"];
  filter: RunFilter;
  /** Runs begun later are not meant. */
  until: string;
}) {
  const { ctx, action, filter, until } = args;
  const { ids, workflow_id, contact_id, status, version, node_id, started_after, started_before, reason } = filter;
  const here = sql<boolean>`exists (select from public.workflow_tokens t where t.workspace_id = r.workspace_id
    and t.run_id = r.id and t.node_id = ${node_id ?? null} and (t.status <> 'done' or t.stopped))`;
  const ofVersion = sql<boolean>`r.version_id = (select v.id from public.workflow_versions v
    where v.workspace_id = ${ctx.workspaceId} and v.workflow_id = ${workflow_id ?? null}::uuid and v.number = ${version ?? null}::int)`;
  const pattern = `%${(reason ?? "").replaceAll(LIKE_SIGNS, "\\$&")}%`;
  return ctx.db
    .selectFrom("workflow_runs as r")
    .where("r.workspace_id", "=", ctx.workspaceId)
    .where("r.created_at", "<=", until)
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`r.id = any (${ids ?? []}::uuid[])`))
    .$if(ids === undefined, (query) =>
      query.where("r.is_test", "=", false).where("r.status", action === "retry" ? "not in" : "in", OPEN),
    )
    .$if(workflow_id !== undefined, (query) => query.where("r.workflow_id", "=", workflow_id as string))
    .$if(contact_id !== undefined, (query) => query.where("r.contact_id", "=", contact_id as string))
    .$if(status !== undefined, (query) => query.where("r.status", "=", status as string))
    .$if(version !== undefined, (query) => query.where(ofVersion))
    .$if(node_id !== undefined, (query) => query.where(here))
    .$if(started_after !== undefined, (query) => query.where("r.started_at", ">=", started_after as string))
    .$if(started_before !== undefined, (query) => query.where("r.started_at", "<", started_before as string))
    .$if(reason !== undefined, (query) => query.where("r.reason", "ilike", pattern));
}
