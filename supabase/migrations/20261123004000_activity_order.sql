-- Activities of one contact are shown in order also when one of them fails: the later ones wait until it has succeeded or was parked.
-- The few that are put off have an index of their own, so that asking for them costs next to nothing.
create index dispatch_queue_put_off on public.dispatch_queue (workspace_id, subject_id, seq) where attempts > 0 and not parked;

-- What the sweeper should look at, across workspaces, oldest first. Ids only; the work itself runs as the worker of one workspace.
-- dispatch: subject ids with undispatched activities, none of them put off before the others; token: ready but not advanced; wait: due; lease: running with an expired lease;
-- held: held although their workflow is live again.
create or replace function private.claim_due(kind text, max_rows int)
returns table (workspace_id uuid, ref_id uuid)
language sql stable security definer set search_path = '' as $$
  select q.workspace_id, q.subject_id from (
    select d.workspace_id, d.subject_id, min(d.seq) as first_seq from (
      select o.* from public.dispatch_queue o
       where claim_due.kind = 'dispatch' and not o.parked and o.next_at <= private.now()
         and not exists (select from public.dispatch_queue b
           where b.workspace_id = o.workspace_id and b.subject_id = o.subject_id and b.seq < o.seq
             and b.attempts > 0 and not b.parked and b.next_at > private.now())
       order by o.next_at limit max_rows * 5) d
    group by d.workspace_id, d.subject_id order by first_seq limit max_rows) q
  union all
  (select t.workspace_id, t.id from public.workflow_tokens t
    where claim_due.kind = 'token' and t.status = 'ready' and t.ready_at <= private.now()
      and (t.sent_at is null or t.sent_at < private.now() - interval '30 seconds')
    order by t.ready_at limit max_rows)
  union all
  (select w.workspace_id, w.id from public.workflow_waits w
    where claim_due.kind = 'wait' and w.resolved_at is null and w.due_at <= private.now()
      and (w.sent_at is null or w.sent_at < private.now() - interval '30 seconds')
    order by w.due_at limit max_rows)
  union all
  (select t.workspace_id, t.id from public.workflow_tokens t
    where claim_due.kind = 'lease' and t.status = 'running' and t.lease_until <= private.now()
      and (t.sent_at is null or t.sent_at < private.now() - interval '30 seconds')
    order by t.lease_until limit max_rows)
  union all
  (select t.workspace_id, t.id from public.workflow_tokens t
     join public.workflow_runs r on r.workspace_id = t.workspace_id and r.id = t.run_id
     join public.workflows w on w.workspace_id = r.workspace_id and w.id = r.workflow_id
    where claim_due.kind = 'held' and t.status = 'held' and w.status = 'live'
    order by t.updated_at limit max_rows)
$$;
