-- Time as a trigger (schedules, dates of contacts), goals that people reach, and splits that find their winner.

alter table public.workflow_forks add column loop jsonb, add column items jsonb;
comment on column public.workflow_forks.loop is 'Set for a loop over a list: { name, concurrency, onError, started, failed, broken }. Its items are its branches, by their place.';
comment on column public.workflow_forks.items is 'The list of a loop, written once.';

create table public.conversions (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  contact_id uuid not null,
  run_id uuid,
  node_id text,
  name text not null check (length(name) between 1 and 120),
  value numeric(18, 4),
  is_test boolean not null default false,
  at timestamptz not null default private.now(),
  unique (workspace_id, id),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete set null (run_id)
);
create index conversions_list on public.conversions (workspace_id, workflow_id, at desc, id desc);
create index conversions_contact_fk on public.conversions (workspace_id, contact_id, at desc, id desc);
create index conversions_run_fk on public.conversions (workspace_id, run_id);
comment on table public.conversions is 'A contact reached a named goal: at a goal step, or (node_id empty) the goal of the whole workflow.';
comment on column public.conversions.value is 'What it is worth, in the workspace''s own money.';
call private.protect('conversions', member_ops => 'select', worker_ops => 'select,insert');

create function private.conversion_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not new.is_test then
    perform private.record_activity(new.workspace_id, new.contact_id, 'goal.reached', lower(new.name),
      facts => jsonb_build_object('name', new.name, 'value', new.value, 'workflow_id', new.workflow_id, 'run_id', new.run_id, 'node_id', new.node_id),
      happened => new.at);
  end if;
  return null;
end $$;
create trigger activity after insert on public.conversions for each row execute function private.conversion_activity();

create table public.workflow_splits (
  workspace_id uuid not null,
  workflow_id uuid not null,
  node_id text not null,
  winner text,
  decided_by text check (decided_by in ('auto', 'member')),
  decided_at timestamptz,
  decided_user uuid,
  detail jsonb not null default '{}',
  check_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  primary key (workspace_id, workflow_id, node_id),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade
);
create index workflow_splits_due on public.workflow_splits (check_at) where winner is null and check_at is not null;
comment on table public.workflow_splits is 'Splits of published versions. winner: the branch everybody goes from now on; check_at: when the next look at an automatic winner is due.';
call private.protect('workflow_splits', worker_ops => 'select,update');

create table public.workflow_schedules (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  node_id text not null,
  kind text not null check (kind in ('schedule', 'contact_date')),
  config jsonb not null,
  zone text not null,
  since timestamptz not null default private.now(),
  next_at timestamptz,
  cursor uuid,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  unique (workspace_id, workflow_id, node_id),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade
);
create index workflow_schedules_due on public.workflow_schedules (next_at) where next_at is not null;
comment on table public.workflow_schedules is 'Triggers by the clock of published versions. schedule: next_at is the next tick. contact_date: next_at is the next look at the contacts, cursor the last one looked at.';
comment on column public.workflow_schedules.since is 'Moments before this do not count: when the trigger was published as it is.';
call private.protect('workflow_schedules', worker_ops => 'select,update');

create table public.workflow_ticks (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  node_id text not null,
  tick_at timestamptz not null,
  status text not null default 'running' check (status in ('running', 'done', 'skipped')),
  cursor uuid,
  batch uuid[] not null default '{}',
  reached int not null default 0,
  ended_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  unique (workspace_id, workflow_id, node_id, tick_at),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade
);
create index workflow_ticks_running on public.workflow_ticks (updated_at) where status = 'running';
comment on table public.workflow_ticks is 'One row per workflow, trigger and moment, so that no tick fires twice. Its contacts are told in chunks: the batch and the cursor behind it are one commit.';
comment on column public.workflow_ticks.batch is 'The chunk told last: writing it records one activity per contact.';
call private.protect('workflow_ticks', member_ops => 'select', worker_ops => 'select,insert,update');

create function private.tick_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_activity(new.workspace_id, c.id, 'schedule.ticked', new.workflow_id || ':' || new.node_id,
      facts => jsonb_build_object('workflow_id', new.workflow_id, 'node_id', new.node_id, 'tick_at', to_char(new.tick_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
      happened => new.tick_at)
    from public.contacts c where c.workspace_id = new.workspace_id and c.id = any (new.batch) and c.deleted_at is null;
  return null;
end $$;
create trigger activity after update of batch on public.workflow_ticks for each row
  when (new.batch is distinct from old.batch and cardinality(new.batch) > 0) execute function private.tick_activity();

create table public.contact_occurrences (
  workspace_id uuid not null,
  workflow_id uuid not null,
  node_id text not null,
  contact_id uuid not null,
  on_date date not null,
  at timestamptz not null,
  created_at timestamptz not null default private.now(),
  primary key (workspace_id, workflow_id, node_id, contact_id, on_date),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade
);
create index contact_occurrences_contact_fk on public.contact_occurrences (workspace_id, contact_id);
comment on table public.contact_occurrences is 'A date of a contact that a trigger has answered: each contact and date once.';
call private.protect('contact_occurrences', member_ops => 'select', worker_ops => 'select,insert');

create function private.occurrence_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_activity(new.workspace_id, new.contact_id, 'date.reached', new.workflow_id || ':' || new.node_id,
    facts => jsonb_build_object('workflow_id', new.workflow_id, 'node_id', new.node_id, 'date', new.on_date), happened => new.at);
  return null;
end $$;
create trigger activity after insert on public.contact_occurrences for each row execute function private.occurrence_activity();

-- What is due by the clock, across workspaces, oldest first. schedule: a tick or a look at dates; tick: one whose contacts are being told;
-- split: one whose automatic winner is to be looked for. Paused, stopped and archived workflows are left alone.
create function private.due_by_clock(kind text, max_rows int)
returns table (workspace_id uuid, workflow_id uuid, node_id text, ref_id uuid)
language sql stable security definer set search_path = '' as $$
  (select s.workspace_id, s.workflow_id, s.node_id, s.id from public.workflow_schedules s
     join public.workflows w on w.workspace_id = s.workspace_id and w.id = s.workflow_id and w.status = 'live'
    where due_by_clock.kind = 'schedule' and s.next_at <= private.now()
    order by s.next_at limit max_rows)
  union all
  (select t.workspace_id, t.workflow_id, t.node_id, t.id from public.workflow_ticks t
     join public.workflows w on w.workspace_id = t.workspace_id and w.id = t.workflow_id and w.status = 'live'
    where due_by_clock.kind = 'tick' and t.status = 'running'
    order by t.updated_at limit max_rows)
  union all
  (select p.workspace_id, p.workflow_id, p.node_id, null::uuid from public.workflow_splits p
     join public.workflows w on w.workspace_id = p.workspace_id and w.id = p.workflow_id and w.status = 'live'
    where due_by_clock.kind = 'split' and p.winner is null and p.check_at <= private.now()
    order by p.check_at limit max_rows)
$$;
revoke execute on all routines in schema private from public;
grant execute on function private.due_by_clock(text, int) to leadloom_app;
