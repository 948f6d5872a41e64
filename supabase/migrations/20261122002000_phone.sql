-- Text messages: what came in, the words that stop and help, and the built-in phone of the local provider.

alter table public.messages drop constraint messages_status_check;
alter table public.messages add constraint messages_status_check check (status in ('queued', 'sent', 'delivered', 'read',
  'bounced', 'complained', 'failed', 'skipped', 'unknown', 'received'));
comment on column public.messages.direction is 'inbound: the contact wrote to the workspace; its status is received.';
-- A provider reports an inbound message until it is answered: the second time changes nothing.
create unique index messages_inbound_once on public.messages (workspace_id, provider, provider_id) where direction = 'inbound';

alter table public.workspaces add column sms_help text check (length(sms_help) between 1 and 320);
comment on column public.workspaces.sms_help is 'What HELP answers; a text with the workspace''s name while null.';

-- START lifts what STOP did, and granting email lifts an unsubscribe; both may be done by the worker.
grant delete on public.suppressions to app_worker;
create policy worker_delete on public.suppressions for delete to app_worker
  using (workspace_id = nullif((select current_setting('app.workspace_id', true)), '')::uuid);

create table public.phone_box (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  channel text not null check (channel in ('sms', 'whatsapp')),
  direction text not null check (direction in ('outbound', 'inbound')),
  number text not null,
  body text not null,
  message_id uuid,
  idempotency_key text not null,
  newest boolean not null default true,
  created_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  unique (workspace_id, idempotency_key),
  foreign key (workspace_id, message_id) references public.messages (workspace_id, id) on delete set null (message_id)
);
create unique index phone_box_newest on public.phone_box (workspace_id, channel, number) where newest;
create index phone_box_threads on public.phone_box (workspace_id, created_at desc, id desc) where newest;
create index phone_box_thread on public.phone_box (workspace_id, channel, number, created_at desc, id desc);
create index phone_box_message_fk on public.phone_box (workspace_id, message_id);
comment on table public.phone_box is 'What the local SMS and WhatsApp provider carried; stands in for real phones. A repeated key is carried once.';
comment on column public.phone_box.number is 'The contact''s number, E.164; outbound went to it, inbound came from it.';
comment on column public.phone_box.newest is 'The last one of its thread: threads are listed by it.';

call private.protect('phone_box', member_ops => 'select', worker_ops => 'select,insert,update');

-- One newest row per thread: the old one steps back before the new one is there.
create function private.phone_box_newest() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('phone:' || new.workspace_id || new.channel || new.number, 0));
  update public.phone_box set newest = false
    where workspace_id = new.workspace_id and channel = new.channel and number = new.number and newest;
  return new;
end $$;
revoke all on function private.phone_box_newest() from public;
create trigger newest before insert on public.phone_box for each row execute function private.phone_box_newest();
create trigger announce after insert on public.phone_box for each row execute function private.announce('mailbox', 'id');
