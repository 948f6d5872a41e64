-- More ways to reach a contact than email, what an effect cost, and the limits a workspace sets itself.

alter table public.effects drop constraint effects_kind_check;
alter table public.effects add constraint effects_kind_check
  check (kind in ('email', 'sms', 'whatsapp', 'call', 'http', 'chat', 'ai', 'notice'));
alter table public.effects add column cost_micros bigint not null default 0;
alter table public.effects add column cost_currency text not null default 'USD';
comment on column public.effects.cost_micros is 'What the provider charged, in millionths of one unit of cost_currency.';

alter table public.messages drop constraint messages_channel_check;
alter table public.messages add constraint messages_channel_check check (channel in ('email', 'sms', 'whatsapp', 'call'));
alter table public.messages add column direction text not null default 'outbound' check (direction in ('outbound', 'inbound'));
alter table public.messages add column cost_micros bigint not null default 0;
alter table public.messages add column cost_currency text not null default 'USD';
comment on column public.messages.cost_micros is 'What the provider charged, in millionths of one unit of cost_currency.';
create index messages_sent_to on public.messages (workspace_id, contact_id, channel, sent_at desc) where direction = 'outbound';

alter table public.message_events drop constraint message_events_type_check;
alter table public.message_events add constraint message_events_type_check check (type in ('sent', 'delivered', 'opened', 'clicked',
  'bounced', 'complained', 'failed', 'unsubscribed', 'replied', 'read', 'answered', 'missed', 'busy', 'voicemail'));
alter table public.message_events add column machine boolean not null default false;
comment on column public.message_events.machine is 'A mail program or scanner did it, no person: kept out of triggers and scores.';

create or replace function private.message_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare m record;
begin
  select contact_id, subject, run_id, node_id, channel into m from public.messages where workspace_id = new.workspace_id and id = new.message_id;
  if m.contact_id is not null then
    perform private.record_activity(new.workspace_id, m.contact_id, m.channel || '.' || new.type, m.node_id,
      facts => new.data || jsonb_build_object('message_id', new.message_id, 'subject', m.subject, 'run_id', m.run_id, 'node_id', m.node_id)
        || case when new.machine then '{"machine": true}'::jsonb else '{}'::jsonb end,
      happened => new.occurred_at);
  end if;
  return null;
end $$;

alter table public.connections drop constraint connections_provider_check;
alter table public.connections add constraint connections_provider_check check (provider in ('resend', 'smtp', 'twilio', 'openai'));
alter table public.connections add column webhook_secret text;
alter table public.connections add column tested_at timestamptz;
comment on column public.connections.webhook_secret is 'What the provider signs its reports with; sealed like secret, never returned.';

alter table public.workspaces
  add column business_hours jsonb,
  add column quiet_hours jsonb,
  add column frequency_caps jsonb not null default '[]',
  add column ai_limits jsonb not null default '{}',
  add column sending_stopped_at timestamptz,
  add column sending_stopped_reason text;
comment on column public.workspaces.business_hours is '{ days: { mon..sun: [["09:00","17:00"], …] }, holidays: ["2026-12-25", …] } in the workspace''s zone; an end before its start runs over midnight.';
comment on column public.workspaces.quiet_hours is '{ from: "21:00", to: "08:00" } in the contact''s zone, else the workspace''s.';
comment on column public.workspaces.frequency_caps is '[{ channel: "email" | "sms" | "whatsapp" | "call" | "any", count, hours }]: marketing messages to one contact across workflows.';
comment on column public.workspaces.ai_limits is '{ tokens_per_day, cost_micros_per_month }; missing means the default.';
comment on column public.workspaces.sending_stopped_at is 'The kill switch: while set, nothing leaves this workspace and no step runs.';

alter table public.workflows add column settings jsonb not null default '{}';
comment on column public.workflows.settings is '{ goal, exit, business_hours, serial, breaker }: how people inside are treated, counts at once.';
