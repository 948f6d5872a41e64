-- A step that calls waits for the end of its call; its settings name no event, so its kind does.

create function private.note_awaited_calls() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if jsonb_path_exists(new.graph, '$.nodes[*] ? (@.type == "ai_call")') then
    insert into private.awaited_events (workspace_id, event_type) values (new.workspace_id, 'call.ended') on conflict do nothing;
  end if;
  return null;
end $$;
revoke all on function private.note_awaited_calls() from public;
create trigger awaited_calls after insert on public.workflow_versions for each row execute function private.note_awaited_calls();
