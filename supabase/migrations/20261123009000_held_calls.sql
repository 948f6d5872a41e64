-- A call that was held back, or refused for the moment, when its run ended: nobody places it any more, so its row closes.

create or replace function private.run_ended() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Nobody waits for the answer any more.
  update public.tasks set status = 'cancelled', outcome = 'cancelled', closed_reason = left(coalesce(nullif(new.reason, ''), 'The run ended.'), 2000)
   where workspace_id = new.workspace_id and run_id = new.id and kind = 'approval' and status = 'open';
  -- One that is being placed right now is closed by whoever places it.
  update public.calls c set status = 'ended', outcome = 'failed', reason = left(coalesce(nullif(new.reason, ''), 'The run ended.'), 2000),
      ended_at = private.now(), duration_seconds = 0
   where c.workspace_id = new.workspace_id and c.run_id = new.id and c.status = 'queued' and c.provider_id is null
     and exists (select from public.effects e where e.workspace_id = c.workspace_id and e.id = c.id and e.status = 'failed');
  if new.trigger #>> '{data,from_run_id}' is not null then
    perform private.record_activity(new.workspace_id, new.subject_id, 'workflow.ended', new.trigger #>> '{data,request_id}',
      facts => jsonb_build_object('request_id', new.trigger #>> '{data,request_id}', 'workflow_id', new.workflow_id, 'run_id', new.id,
        'status', new.status, 'reason', new.reason));
  end if;
  return null;
end $$;
