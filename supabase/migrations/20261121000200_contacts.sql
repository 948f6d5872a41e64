-- People, what is known about them, and the one record of what happened to them.

create table public.contacts (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  email text check (email = lower(email)),
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  first_name text,
  last_name text,
  company text,
  job_title text,
  status text not null default 'lead' check (status in ('lead', 'qualified', 'customer', 'inactive')),
  source text,
  tags text[] not null default '{}',
  custom jsonb not null default '{}' check (jsonb_typeof(custom) = 'object'),
  score int not null default 0,
  time_zone text,
  locale text,
  owner_id uuid,
  do_not_contact boolean not null default false,
  first_touch jsonb,
  last_touch jsonb,
  last_activity_at timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  search tsvector generated always as (to_tsvector('simple',
    translate(coalesce(email, ''), '@.+-_', '     ') || ' ' || coalesce(email, '') || ' ' || coalesce(first_name, '') || ' ' ||
    coalesce(last_name, '') || ' ' || coalesce(company, '') || ' ' || coalesce(phone, ''))) stored,
  unique (workspace_id, id)
);
create unique index contacts_email on public.contacts (workspace_id, email) where deleted_at is null and email is not null;
create index contacts_list on public.contacts (workspace_id, created_at desc, id desc) where deleted_at is null;
create index contacts_by_status on public.contacts (workspace_id, status, created_at desc, id desc) where deleted_at is null;
create index contacts_search on public.contacts using gin (workspace_id, search);
create index contacts_tags on public.contacts using gin (workspace_id, tags);
create index contacts_phone on public.contacts (workspace_id, phone) where phone is not null;
comment on table public.contacts is 'A person the workspace knows. A lead is a contact not yet a customer.';

create table public.contact_consents (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  contact_id uuid not null,
  channel text not null check (channel in ('email', 'sms', 'whatsapp', 'phone')),
  status text not null check (status in ('granted', 'denied', 'unsubscribed')),
  text text,
  source text not null,
  ip text,
  user_agent text,
  actor_id uuid,
  at timestamptz not null default private.now(),
  seq bigint generated always as identity,
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade
);
create index contact_consents_current on public.contact_consents (workspace_id, contact_id, channel, seq desc);
comment on table public.contact_consents is 'Append-only proof of consent: who, when, which words, from where.';

create view public.current_consents with (security_invoker = true) as
  select distinct on (workspace_id, contact_id, channel) workspace_id, contact_id, channel, status, text, source, at
    from public.contact_consents order by workspace_id, contact_id, channel, seq desc;

create table public.suppressions (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  channel text not null check (channel in ('email', 'sms', 'whatsapp', 'phone')),
  address text not null,
  reason text not null check (reason in ('bounced', 'complained', 'unsubscribed', 'manual')),
  message_id uuid,
  created_at timestamptz not null default private.now(),
  primary key (workspace_id, channel, address)
);
comment on table public.suppressions is 'Addresses nothing is sent to. An unsubscribe stops marketing, the others stop everything.';

create table public.notes (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  contact_id uuid not null,
  body text not null check (length(body) between 1 and 10000),
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade
);
create index notes_list on public.notes (workspace_id, contact_id, created_at desc, id desc);

-- Custom events sent over the API; the unique id makes a repeated send harmless.
create table public.events (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  contact_id uuid not null,
  event_id text check (length(event_id) between 1 and 255),
  name text not null check (length(name) between 1 and 120),
  properties jsonb not null default '{}' check (jsonb_typeof(properties) = 'object'),
  occurred_at timestamptz not null default private.now(),
  created_at timestamptz not null default private.now(),
  unique (workspace_id, event_id),
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade
);
create index events_contact on public.events (workspace_id, contact_id, created_at desc);

create table public.activities (
  id uuid primary key default private.uuid_v7(),
  seq bigint generated always as identity,
  workspace_id uuid not null,
  subject_type text not null default 'contact' check (subject_type in ('contact')),
  subject_id uuid not null,
  contact_id uuid,
  type text not null,
  key text,
  keys text[] not null default '{}',
  changes jsonb not null default '{}',
  data jsonb not null default '{}',
  source text not null default 'system',
  actor_id uuid,
  depth int not null default 0,
  run_id uuid,
  workflow_id uuid,
  occurred_at timestamptz not null default private.now(),
  created_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade
);
create index activities_subject on public.activities (workspace_id, subject_id, seq desc);
create index activities_type on public.activities (workspace_id, type, seq desc);
create index activities_contact_fk on public.activities (workspace_id, contact_id, created_at desc, id desc);
comment on table public.activities is 'One thing that happened to a contact. Written by triggers only; nobody may change it.';
comment on column public.activities.key is 'What triggers look up besides the type: a form id, a tag, an event or workflow id.';

create table public.dispatch_queue (
  activity_id uuid primary key,
  workspace_id uuid not null,
  subject_id uuid not null,
  seq bigint not null,
  attempts int not null default 0,
  next_at timestamptz not null default private.now(),
  last_error text,
  parked boolean not null default false,
  created_at timestamptz not null default private.now(),
  foreign key (workspace_id, activity_id) references public.activities (workspace_id, id) on delete cascade
);
create index dispatch_queue_due on public.dispatch_queue (next_at) where not parked;
create index dispatch_queue_subject on public.dispatch_queue (workspace_id, subject_id, seq);
comment on table public.dispatch_queue is 'Activities not yet shown to waits and triggers; the sweeper empties what a request left.';

call private.protect('contacts');
call private.protect('contact_consents', member_ops => 'select,insert', worker_ops => 'select,insert');
call private.protect('suppressions', worker_ops => 'select,insert,update');
call private.protect('notes');
call private.protect('events', member_ops => 'select,insert', worker_ops => 'select,insert');
call private.protect('activities', member_ops => 'select', worker_ops => 'select');
call private.protect('dispatch_queue', member_ops => 'select', worker_ops => 'select,update,delete');
revoke all on public.current_consents from public, anon, authenticated;
grant select on public.current_consents to app_member, app_worker;

-- Appends one activity, and queues it when a live workflow may care. Reads who and why from the settings of the transaction:
-- app.source, app.user_id / app.api_key_id, app.causation {depth, run_id, workflow_id}, app.dispatch = 'off'.
-- The ids written are collected in app.recorded, so that the request can dispatch what it wrote.
create function private.record_activity(
  ws uuid, contact uuid, kind text, look_up text default null, fields text[] default '{}', diff jsonb default '{}', facts jsonb default '{}',
  happened timestamptz default null
) returns uuid language plpgsql security definer set search_path = '' as $$
declare
  made uuid := private.uuid_v7();
  place bigint;
  cause jsonb := coalesce(nullif(current_setting('app.causation', true), '')::jsonb, '{}');
begin
  insert into public.activities (id, workspace_id, subject_id, contact_id, type, key, keys, changes, data, source, actor_id, depth, run_id, workflow_id, occurred_at)
  values (made, ws, contact, contact, kind, look_up, fields, diff, facts,
    coalesce(nullif(current_setting('app.source', true), ''), 'system'),
    coalesce(nullif(current_setting('app.user_id', true), ''), nullif(current_setting('app.api_key_id', true), ''))::uuid,
    coalesce((cause ->> 'depth')::int, 0), (cause ->> 'run_id')::uuid, (cause ->> 'workflow_id')::uuid, coalesce(happened, private.now()))
  returning seq into place;
  if nullif(current_setting('app.dispatch', true), '') is distinct from 'off' and private.is_awaited(ws, kind, look_up, fields) then
    insert into public.dispatch_queue (activity_id, workspace_id, subject_id, seq, next_at)
      values (made, ws, contact, place, private.now() + interval '5 seconds');
    perform set_config('app.recorded', coalesce(nullif(current_setting('app.recorded', true), '') || ',', '') || made, true);
  end if;
  return made;
end $$;

create function private.contact_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  tracked text[] := array['email','phone','first_name','last_name','company','job_title','status','source','time_zone','locale','owner_id','do_not_contact'];
  before jsonb; after jsonb; field text; diff jsonb := '{}'; names text[] := '{}'; one text;
begin
  after := to_jsonb(new);
  if tg_op = 'INSERT' then
    perform private.record_activity(new.workspace_id, new.id, 'contact.created', facts => jsonb_build_object('source', new.source), happened => new.created_at);
    foreach one in array new.tags loop
      perform private.record_activity(new.workspace_id, new.id, 'contact.tag_added', lower(one), facts => jsonb_build_object('tag', one));
    end loop;
    return null;
  end if;
  if old.deleted_at is null and new.deleted_at is not null then
    perform private.record_activity(new.workspace_id, new.id, 'contact.deleted');
    return null;
  end if;
  if old.deleted_at is not null and new.deleted_at is null then
    perform private.record_activity(new.workspace_id, new.id, 'contact.restored');
  end if;
  before := to_jsonb(old);
  foreach field in array tracked loop
    if before -> field is distinct from after -> field then
      names := names || field;
      diff := diff || jsonb_build_object(field, jsonb_build_object('from', before -> field, 'to', after -> field));
    end if;
  end loop;
  for field in select jsonb_object_keys(old.custom || new.custom) loop
    if old.custom -> field is distinct from new.custom -> field then
      names := names || ('custom.' || field);
      diff := diff || jsonb_build_object('custom.' || field, jsonb_build_object('from', old.custom -> field, 'to', new.custom -> field));
    end if;
  end loop;
  if cardinality(names) > 0 then
    perform private.record_activity(new.workspace_id, new.id, 'contact.updated', fields => names, diff => diff);
  end if;
  for one in select unnest(new.tags) except select unnest(old.tags) loop
    perform private.record_activity(new.workspace_id, new.id, 'contact.tag_added', lower(one), facts => jsonb_build_object('tag', one));
  end loop;
  for one in select unnest(old.tags) except select unnest(new.tags) loop
    perform private.record_activity(new.workspace_id, new.id, 'contact.tag_removed', lower(one), facts => jsonb_build_object('tag', one));
  end loop;
  return null;
end $$;
create trigger activity after insert or update on public.contacts for each row execute function private.contact_activity();

create function private.consent_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_activity(new.workspace_id, new.contact_id, 'consent.changed', new.channel,
    facts => jsonb_build_object('channel', new.channel, 'status', new.status, 'source', new.source));
  return null;
end $$;
create trigger activity after insert on public.contact_consents for each row execute function private.consent_activity();

create function private.note_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_activity(new.workspace_id, new.contact_id, 'note.added', facts => jsonb_build_object('note_id', new.id));
  return null;
end $$;
create trigger activity after insert on public.notes for each row execute function private.note_activity();

create function private.event_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_activity(new.workspace_id, new.contact_id, 'event.received', new.name,
    facts => jsonb_build_object('name', new.name, 'properties', new.properties), happened => new.occurred_at);
  return null;
end $$;
create trigger activity after insert on public.events for each row execute function private.event_activity();
