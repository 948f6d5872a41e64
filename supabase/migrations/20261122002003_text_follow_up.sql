-- Texts to look up at the provider: what they cost is known minutes later, and a report may have been lost.

alter table public.messages
  add column checks smallint not null default 0,
  add column checked_at timestamptz,
  add column priced_at timestamptz;
comment on column public.messages.checks is 'How often the provider was asked what became of a text and what it cost: three times at most.';
comment on column public.messages.priced_at is 'When the provider told the price of a text; null while it is not known.';

create index messages_unpriced on public.messages (sent_at)
  where provider = 'twilio' and channel in ('sms', 'whatsapp') and provider_id is not null and priced_at is null and checks < 3;

create function private.texts_to_follow(max_rows int) returns table (workspace_id uuid, ref_id uuid)
language sql stable security definer set search_path = '' as $$
  select m.workspace_id, m.id from public.messages m
   where m.provider = 'twilio' and m.channel in ('sms', 'whatsapp') and m.provider_id is not null and m.priced_at is null and m.checks < 3
     and m.sent_at < private.now() - interval '2 minutes' and m.sent_at > private.now() - interval '1 day'
     and (m.checked_at is null
       or m.checked_at < private.now() - case m.checks when 1 then interval '15 minutes' else interval '2 hours' end)
   order by m.sent_at limit max_rows
$$;
revoke all on function private.texts_to_follow(int) from public;
grant execute on function private.texts_to_follow(int) to leadloom_app;
