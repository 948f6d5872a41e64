-- What came back about a mail: opens and clicks, reports of providers, and page views as events of their own.

-- Which connection a provider's report is for, or no row. The secret is read as the worker of that workspace.
create function private.find_connection(connection_id uuid, of_provider text)
returns table (workspace_id uuid, id uuid)
language sql stable security definer set search_path = '' as $$
  select c.workspace_id, c.id from public.connections c where c.id = connection_id and c.provider = of_provider
$$;
revoke all on function private.find_connection(uuid, text) from public;
grant execute on function private.find_connection(uuid, text) to leadloom_app;

comment on column public.connections.secret is 'The secret fields as JSON, AES-256-GCM, bound to workspace and id; never returned.';
comment on column public.connections.config is 'The fields of the connection that are no secret.';

alter table public.workspaces add column track_email boolean not null default true;
comment on column public.workspaces.track_email is 'False: links and opens of mails are not tracked, whatever a step says.';

create table public.message_links (
  workspace_id uuid not null,
  message_id uuid not null,
  position int not null check (position between 1 and 1000),
  url text not null check (length(url) between 1 and 8000),
  created_at timestamptz not null default private.now(),
  primary key (workspace_id, message_id, position),
  foreign key (workspace_id, message_id) references public.messages (workspace_id, id) on delete cascade
);
comment on table public.message_links is 'Where the tracked links of a mail lead, in their order: the only addresses a click is sent on to.';
call private.protect('message_links', member_ops => 'select', worker_ops => 'select,insert');

-- Opens and clicks of one mail, newest first: how often, and what came just before.
create index message_events_seen on public.message_events (workspace_id, message_id, type, machine, occurred_at desc)
  where type in ('opened', 'clicked');

-- A page view is an event with a type of its own: triggers and waits find it by its path.
create or replace function private.event_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  url text := new.properties ->> 'url';
  path text;
begin
  if new.name = 'page.viewed' and url is not null then
    path := coalesce(nullif(regexp_replace(regexp_replace(url, '[?#].*$', ''), '^[a-zA-Z][a-zA-Z0-9+.-]*://[^/]*', ''), ''), '/');
    perform private.record_activity(new.workspace_id, new.contact_id, 'page.viewed', left(path, 500),
      facts => jsonb_build_object('url', url, 'path', left(path, 500), 'title', new.properties ->> 'title', 'referrer', new.properties ->> 'referrer'),
      happened => new.occurred_at);
    return null;
  end if;
  perform private.record_activity(new.workspace_id, new.contact_id, 'event.received', new.name,
    facts => jsonb_build_object('name', new.name, 'properties', new.properties), happened => new.occurred_at);
  return null;
end $$;

-- Some triggers fire only when the same thing happened several times within a while.
alter table public.workflow_triggers
  add column times int not null default 1 check (times between 1 and 1000),
  add column within_hours int check (within_hours between 1 and 8760);
comment on column public.workflow_triggers.times is 'How often the event must have happened to the contact within within_hours, this one counted.';
