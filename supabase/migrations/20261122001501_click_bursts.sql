-- The first click of a scanner's burst looks like a person's until the second one comes: then both were the scanner.

create function private.flag_burst(ws uuid, message uuid, since timestamptz, reason text) returns int
language plpgsql security definer set search_path = '' as $$
declare flagged int;
begin
  if ws is distinct from nullif(current_setting('app.workspace_id', true), '')::uuid then
    raise exception 'Another workspace''s message.' using errcode = '42501';
  end if;
  update public.message_events set machine = true, data = data || jsonb_build_object('why', reason)
   where workspace_id = ws and message_id = message and type = 'clicked' and not machine and occurred_at > since;
  get diagnostics flagged = row_count;
  return flagged;
end $$;
revoke all on function private.flag_burst(uuid, uuid, timestamptz, text) from public;
grant execute on function private.flag_burst(uuid, uuid, timestamptz, text) to app_worker;
