-- A call that was being placed when its run ended: its row closes with the effect, or it would be shown as waiting for ever.

create or replace function private.settle_abandoned(max_rows int) returns int
language plpgsql security definer set search_path = '' as $$
declare
  words constant text := 'It was interrupted, and the run ended before it could be found out whether this went out.';
  gone int;
begin
  with old as (
    select e.id from public.effects e
     where e.status = 'claimed' and e.claimed_at < private.now() - interval '24 hours'
       and not exists (select from public.workflow_runs r where r.workspace_id = e.workspace_id and r.id = e.run_id
         and r.status in ('running', 'waiting', 'held'))
     order by e.claimed_at limit max_rows for update skip locked),
  settled as (
    update public.effects e set status = 'unknown', error = words, updated_at = private.now() from old where e.id = old.id
    returning e.workspace_id, e.id, e.message_id),
  messages as (
    update public.messages m set status = 'unknown', reason = words from settled s
     where m.workspace_id = s.workspace_id and m.id = s.message_id and m.status = 'queued' and m.provider_id is null),
  calls as (
    update public.calls c set status = 'ended', outcome = 'failed', reason = words, ended_at = private.now(), duration_seconds = 0
      from settled s
     where c.workspace_id = s.workspace_id and c.id = s.id and c.status <> 'ended' and c.provider_id is null)
  select count(*) into gone from settled;
  return gone;
end $$;
