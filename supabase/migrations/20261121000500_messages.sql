-- Messages, what became of them, and the built-in mailbox of the local provider.

create table public.messages (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  contact_id uuid,
  run_id uuid,
  node_id text,
  channel text not null default 'email' check (channel in ('email')),
  purpose text not null check (purpose in ('marketing', 'transactional')),
  provider text not null,
  provider_id text,
  from_address text,
  to_address text not null,
  reply_to text,
  subject text,
  html text,
  text text,
  headers jsonb not null default '{}',
  status text not null default 'queued' check (status in ('queued', 'sent', 'delivered', 'bounced', 'complained', 'failed', 'skipped', 'unknown')),
  reason text,
  sent_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete set null (contact_id),
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete set null (run_id)
);
create index messages_list on public.messages (workspace_id, created_at desc, id desc);
create index messages_contact_fk on public.messages (workspace_id, contact_id, created_at desc, id desc);
create index messages_run_fk on public.messages (workspace_id, run_id);
create index messages_provider on public.messages (workspace_id, provider, provider_id) where provider_id is not null;
create index messages_by_status on public.messages (workspace_id, status, created_at desc, id desc);

create table public.message_events (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  message_id uuid not null,
  type text not null check (type in ('sent', 'delivered', 'bounced', 'complained', 'failed', 'unsubscribed')),
  provider_event_id text,
  data jsonb not null default '{}',
  occurred_at timestamptz not null default private.now(),
  created_at timestamptz not null default private.now(),
  foreign key (workspace_id, message_id) references public.messages (workspace_id, id) on delete cascade
);
create index message_events_message on public.message_events (workspace_id, message_id, created_at);
create unique index message_events_once on public.message_events (workspace_id, provider_event_id) where provider_event_id is not null;

create table public.mailbox (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  idempotency_key text not null,
  message_id uuid,
  request jsonb not null,
  created_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  unique (workspace_id, idempotency_key)
);
create index mailbox_list on public.mailbox (workspace_id, created_at desc, id desc);
comment on table public.mailbox is 'What the local email provider delivered; stands in for a real inbox. A repeated key delivers once.';

call private.protect('messages', member_ops => 'select', worker_ops => 'select,insert,update');
call private.protect('message_events', member_ops => 'select', worker_ops => 'select,insert');
call private.protect('mailbox', member_ops => 'select,delete', worker_ops => 'select,insert');

create function private.message_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare m record;
begin
  select contact_id, subject, run_id, node_id into m from public.messages where workspace_id = new.workspace_id and id = new.message_id;
  if m.contact_id is not null then
    perform private.record_activity(new.workspace_id, m.contact_id, 'email.' || new.type, m.node_id,
      facts => new.data || jsonb_build_object('message_id', new.message_id, 'subject', m.subject, 'run_id', m.run_id, 'node_id', m.node_id),
      happened => new.occurred_at);
  end if;
  return null;
end $$;
create trigger activity after insert on public.message_events for each row execute function private.message_activity();
create trigger announce after insert on public.mailbox for each row execute function private.announce('mailbox', 'id');
