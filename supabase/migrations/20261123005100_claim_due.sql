-- Planned once for each connection and only for the kind asked for. Held tokens are found by private.releasable.
create or replace function private.claim_due(kind text, max_rows int)
returns table (workspace_id uuid, ref_id uuid)
language plpgsql stable security definer set search_path = '' as $$
declare moment constant timestamptz := private.now();
begin
  case kind
  when 'dispatch' then return query
    select q.workspace_id, q.subject_id from (
      select d.workspace_id, d.subject_id, min(d.seq) as first_seq from (
        select o.* from public.dispatch_queue o
         where not o.parked and o.next_at <= moment
           and not exists (select from public.dispatch_queue b
             where b.workspace_id = o.workspace_id and b.subject_id = o.subject_id and b.seq < o.seq
               and b.attempts > 0 and not b.parked and b.next_at > moment)
         order by o.next_at limit max_rows * 5) d
      group by d.workspace_id, d.subject_id order by first_seq limit max_rows) q;
  when 'token' then return query
    select t.workspace_id, t.id from public.workflow_tokens t
     where t.status = 'ready' and t.ready_at <= moment and (t.sent_at is null or t.sent_at < moment - interval '30 seconds')
     order by t.ready_at limit max_rows;
  when 'wait' then return query
    select w.workspace_id, w.id from public.workflow_waits w
     where w.resolved_at is null and w.due_at <= moment and (w.sent_at is null or w.sent_at < moment - interval '30 seconds')
     order by w.due_at limit max_rows;
  when 'lease' then return query
    select t.workspace_id, t.id from public.workflow_tokens t
     where t.status = 'running' and t.lease_until <= moment and (t.sent_at is null or t.sent_at < moment - interval '30 seconds')
     order by t.lease_until limit max_rows;
  end case;
end $$;
