import { sql } from "kysely";

/** A switch was thrown before the claim was handed over. Nothing has left; the caller gives the claim back (withholdEffect). */
export class Withheld extends Error {}

/** Why a claim is not handed over, as the step and the message show it. */
export const withheldReasons = {
  stop: "Not sent: sending was stopped for the whole workspace at this moment.",
  pause: "Not sent: the workflow was paused at this moment.",
  end: "Not sent: the run had ended at this moment.",
};
export type WithheldBy = keyof typeof withheldReasons;

/** What holds a claim back, as a column of a query over `withheldJoins`: a WithheldBy, or null. */
export const withheldBy = sql<WithheldBy | null>`case when ws.sending_stopped_at is not null then 'stop' when w.status = 'paused' then 'pause'
  when r.status not in ('running', 'waiting', 'held') or r.started_at <= w.leave_before then 'end' end`;

/**
 * What `withheldBy` looks at, joined to the effects row `e`.
 * @param runId the run the claim was made for: not always the one that claimed first, since a retried run finds its effects
 */
export const withheldJoins = (runId: string | null) => sql`
  join public.workspaces ws on ws.id = e.workspace_id
  left join public.workflow_runs r on r.workspace_id = e.workspace_id and r.id = ${runId}::uuid
  left join public.workflows w on w.workspace_id = r.workspace_id and w.id = r.workflow_id`;
