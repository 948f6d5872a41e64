-- An activity that dispatch set aside after its tries can be shown to waits and triggers once more, by whoever may edit in the
-- workspace: it begins anew with all its tries, and the request dispatches it after its commit like one it has just recorded.

create function private.retry_dispatch(ws uuid, activity uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  if not ws = any (array(select private.my_workspaces('editor'))) then
    return false;
  end if;
  update public.dispatch_queue q
     set parked = false, attempts = 0, last_error = null, next_at = private.now() + interval '5 seconds'
   where q.workspace_id = ws and q.activity_id = activity and q.parked;
  if not found then
    return false;
  end if;
  perform set_config('app.recorded', coalesce(nullif(current_setting('app.recorded', true), '') || ',', '') || activity, true);
  return true;
end $$;
comment on function private.retry_dispatch(uuid, uuid) is 'Puts an activity that was set aside back into the queue. False when it is not set aside, or the caller may not edit.';
revoke all on function private.retry_dispatch(uuid, uuid) from public;
grant execute on function private.retry_dispatch(uuid, uuid) to app_member;

-- What was set aside, by contact: few rows, read with every contact that is looked at.
create index dispatch_queue_parked on public.dispatch_queue (workspace_id, subject_id, seq) where parked;
