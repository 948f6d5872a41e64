-- Calls to look up at the provider: those whose report never came, and those whose price is not known yet.

alter table public.calls add column checked_at timestamptz, add column priced_at timestamptz;
comment on column public.calls.checked_at is 'When the provider was last asked about this call.';
comment on column public.calls.priced_at is 'When the provider told the price of the line; null while it is not known.';

create index calls_unreported on public.calls (asked_at) where provider <> 'local' and provider_id is not null and status <> 'ended';
create index calls_unpriced on public.calls (ended_at) where provider <> 'local' and provider_id is not null and status = 'ended' and priced_at is null;

-- Prices come minutes after a call and sometimes never: they are asked for during one day.
create function private.calls_to_follow(max_rows int) returns table (workspace_id uuid, ref_id uuid)
language sql stable security definer set search_path = '' as $$
  (select c.workspace_id, c.id from public.calls c
    where c.provider <> 'local' and c.provider_id is not null and c.status <> 'ended'
      and c.asked_at < private.now() - interval '5 minutes' - make_interval(secs => coalesce((c.script ->> 'max_seconds')::int, 600))
      and c.asked_at > private.now() - interval '2 days'
      and (c.checked_at is null or c.checked_at < private.now() - interval '5 minutes')
    order by c.asked_at limit max_rows)
  union all
  (select c.workspace_id, c.id from public.calls c
    where c.provider <> 'local' and c.provider_id is not null and c.status = 'ended' and c.priced_at is null
      and c.ended_at < private.now() - interval '2 minutes' and c.ended_at > private.now() - interval '1 day'
      and (c.checked_at is null or c.checked_at < private.now() - interval '15 minutes')
    order by c.ended_at limit max_rows)
$$;
revoke all on function private.calls_to_follow(int) from public;
grant execute on function private.calls_to_follow(int) to leadloom_app;
