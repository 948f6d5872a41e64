-- An open or click soon after delivery may still turn out to be a scanner's. It settles first: until then it counts for nobody, and
-- its activity, which triggers, waits and scores see, is written when it is judged.

alter table public.message_events add column settles_at timestamptz;
comment on column public.message_events.settles_at is 'Until then it is not judged who opened or clicked; machine stays set meanwhile, and no activity is written.';
create index message_events_settling on public.message_events (settles_at) where settles_at is not null;
create index message_events_settling_of on public.message_events (workspace_id, settles_at) where settles_at is not null;

drop trigger activity on public.message_events;
create trigger activity after insert on public.message_events for each row when (new.settles_at is null)
  execute function private.message_activity();
create trigger activity_when_settled after update of settles_at on public.message_events for each row
  when (old.settles_at is not null and new.settles_at is null) execute function private.message_activity();

-- Marks what belongs to a scanner: all clicks since a moment (null: none), and opens of the same program that are not settled.
drop function private.flag_burst(uuid, uuid, timestamptz, text);
create function private.flag_scanner(ws uuid, message uuid, clicks_since timestamptz, opens_since timestamptz, agent text, reason text)
returns int language plpgsql security definer set search_path = '' as $$
declare flagged int;
begin
  if ws is distinct from nullif(current_setting('app.workspace_id', true), '')::uuid then
    raise exception 'Another workspace''s message.' using errcode = '42501';
  end if;
  update public.message_events e set machine = true, settles_at = null, data = e.data || jsonb_build_object('why', reason)
   where e.workspace_id = ws and e.message_id = message and (not e.machine or e.settles_at is not null)
     and case e.type when 'clicked' then e.occurred_at > clicks_since
       when 'opened' then e.settles_at is not null and e.occurred_at > opens_since and coalesce(e.data ->> 'user_agent', '') = agent
       else false end;
  get diagnostics flagged = row_count;
  return flagged;
end $$;
revoke all on function private.flag_scanner(uuid, uuid, timestamptz, timestamptz, text, text) from public;
grant execute on function private.flag_scanner(uuid, uuid, timestamptz, timestamptz, text, text) to app_worker;

-- Nothing spoke against a person: up to max_rows events of one workspace count from now on, with the moment they happened at.
create function private.settle_seen(ws uuid, max_rows int) returns int
language plpgsql security definer set search_path = '' as $$
declare settled int;
begin
  if ws is distinct from nullif(current_setting('app.workspace_id', true), '')::uuid then
    raise exception 'Another workspace''s message.' using errcode = '42501';
  end if;
  update public.message_events e set machine = false, settles_at = null, data = e.data - 'why'
   where e.settles_at is not null and e.id in (
     select s.id from public.message_events s where s.workspace_id = ws and s.settles_at <= private.now()
      order by s.settles_at limit max_rows for update skip locked);
  get diagnostics settled = row_count;
  return settled;
end $$;
revoke all on function private.settle_seen(uuid, int) from public;
grant execute on function private.settle_seen(uuid, int) to app_worker;

-- Workspaces with opens or clicks to settle.
create function private.settling(max_rows int) returns table (workspace_id uuid)
language sql stable security definer set search_path = '' as $$
  select distinct d.workspace_id from (
    select e.workspace_id from public.message_events e where e.settles_at <= private.now() order by e.settles_at limit max_rows) d
$$;
revoke all on function private.settling(int) from public;
grant execute on function private.settling(int) to leadloom_app;
