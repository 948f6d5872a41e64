import { sql } from "kysely";

/**
 * Whether a row `q` of the dispatch queue has to wait: it was put off itself, or an earlier activity of its contact was. What happened
 * to a contact is shown to waits and triggers in the order it happened, however often one of it fails. Read from an index of
 * the few rows that are put off.
 */
export const isHeldUp = sql<boolean>`exists (select from public.dispatch_queue b
  where b.workspace_id = q.workspace_id and b.subject_id = q.subject_id and b.seq <= q.seq
    and b.attempts > 0 and not b.parked and b.next_at > private.now())`;
