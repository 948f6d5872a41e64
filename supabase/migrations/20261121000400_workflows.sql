-- Workflows, who entered and why, and every step of every run.

create table public.workflows (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 120),
  description text not null default '',
  status text not null default 'draft' check (status in ('draft', 'live', 'paused', 'archived')),
  draft jsonb not null,
  revision int not null default 1,
  published_version_id uuid,
  published_revision int,
  priority int not null default 100,
  exclusive_group text,
  entry jsonb not null default '{}',
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id)
);
create index workflows_list on public.workflows (workspace_id, created_at desc, id desc);
comment on column public.workflows.revision is 'Raised by every draft save; a save that names an older one is refused.';
comment on column public.workflows.entry is 'Entry rules: { reentry: { mode, cooldown_hours }, respect_do_not_contact, allow_own_events }.';

create table public.workflow_versions (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  number int not null,
  graph jsonb not null,
  sends boolean not null default false,
  note text not null default '',
  created_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  unique (workspace_id, workflow_id, number),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade
);
alter table public.workflows add foreign key (workspace_id, published_version_id)
  references public.workflow_versions (workspace_id, id) on delete set null (published_version_id);
create index workflows_version_fk on public.workflows (workspace_id, published_version_id);
comment on table public.workflow_versions is 'Immutable once written.';

create table public.workflow_triggers (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  version_id uuid not null,
  node_id text not null,
  event_type text not null,
  key text,
  conditions jsonb,
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade,
  foreign key (workspace_id, version_id) references public.workflow_versions (workspace_id, id) on delete cascade
);
create index workflow_triggers_match on public.workflow_triggers (workspace_id, event_type, key);
create index workflow_triggers_workflow_fk on public.workflow_triggers (workspace_id, workflow_id);
create index workflow_triggers_version_fk on public.workflow_triggers (workspace_id, version_id);
comment on table public.workflow_triggers is 'The triggers of published versions only: what dispatch looks up.';

-- A person asked for by hand or over the API: the row becomes a workflow.requested activity, which takes the normal path.
create table public.enrolment_requests (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  contact_id uuid not null,
  data jsonb not null default '{}',
  created_at timestamptz not null default private.now(),
  created_by uuid,
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade
);
create index enrolment_requests_workflow_fk on public.enrolment_requests (workspace_id, workflow_id);
create index enrolment_requests_contact_fk on public.enrolment_requests (workspace_id, contact_id);

create table public.workflow_runs (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  version_id uuid not null,
  entry_key text not null,
  root_run_id uuid not null,
  retry_of uuid,
  subject_type text not null default 'contact' check (subject_type in ('contact')),
  subject_id uuid not null,
  contact_id uuid,
  status text not null default 'running' check (status in ('running', 'waiting', 'held', 'completed', 'failed', 'cancelled', 'exited')),
  reason text,
  trigger jsonb not null default '{}',
  vars jsonb not null default '{}',
  depth int not null default 0,
  is_test boolean not null default false,
  started_at timestamptz not null default private.now(),
  ended_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  unique (workspace_id, workflow_id, entry_key),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade,
  foreign key (workspace_id, version_id) references public.workflow_versions (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete set null (contact_id)
);
create index workflow_runs_list on public.workflow_runs (workspace_id, created_at desc, id desc);
create index workflow_runs_by_status on public.workflow_runs (workspace_id, status, created_at desc, id desc);
create index workflow_runs_by_workflow on public.workflow_runs (workspace_id, workflow_id, created_at desc, id desc);
create index workflow_runs_by_subject on public.workflow_runs (workspace_id, subject_id, workflow_id, created_at desc);
create index workflow_runs_contact_fk on public.workflow_runs (workspace_id, contact_id, created_at desc, id desc);
create index workflow_runs_version_fk on public.workflow_runs (workspace_id, version_id);
comment on table public.workflow_runs is 'One journey of one contact through one version.';

create function private.run_ends_once() returns trigger
language plpgsql set search_path = '' as $$
begin
  if old.status in ('completed', 'failed', 'cancelled', 'exited') and new.status is distinct from old.status then
    raise exception 'run % has already ended as %', old.id, old.status using errcode = '55000';
  end if;
  return new;
end $$;
create trigger ends_once before update of status on public.workflow_runs for each row execute function private.run_ends_once();

create table public.workflow_forks (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  run_id uuid not null,
  node_id text not null,
  path text not null,
  visit int not null,
  branches int not null,
  arrived int not null default 0,
  joined_at timestamptz,
  unique (workspace_id, id),
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete cascade
);
create index workflow_forks_run on public.workflow_forks (workspace_id, run_id);

create table public.workflow_tokens (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  run_id uuid not null,
  fork_id uuid,
  path text not null default '',
  node_id text not null,
  visit int not null default 1,
  status text not null default 'ready' check (status in ('ready', 'running', 'waiting', 'held', 'done')),
  epoch int not null default 1,
  lease_id uuid,
  lease_run text,
  lease_until timestamptz,
  stopped boolean not null default false,
  ready_at timestamptz not null default private.now(),
  sent_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete cascade,
  foreign key (workspace_id, fork_id) references public.workflow_forks (workspace_id, id) on delete cascade
);
create index workflow_tokens_run on public.workflow_tokens (workspace_id, run_id);
create index workflow_tokens_fork_fk on public.workflow_tokens (workspace_id, fork_id);
create index workflow_tokens_ready on public.workflow_tokens (ready_at) where status = 'ready';
create index workflow_tokens_leases on public.workflow_tokens (lease_until) where status = 'running';
create index workflow_tokens_held on public.workflow_tokens (updated_at) where status = 'held';
comment on column public.workflow_tokens.epoch is 'Raised by every wake-up and continuation: each advance event has an id of its own.';
comment on column public.workflow_tokens.lease_id is 'Who is talking to a provider for this token; lease_run is the durable run it does so in, which may renew it.';
comment on column public.workflow_tokens.stopped is 'Taken along by the end of its run: a retry of the run puts it back where it stood.';

create table public.workflow_run_steps (
  id uuid primary key default private.uuid_v7(),
  seq bigint generated always as identity,
  workspace_id uuid not null,
  run_id uuid not null,
  token_id uuid not null,
  path text not null default '',
  node_id text not null,
  node_key text not null,
  node_type text not null,
  visit int not null,
  status text not null check (status in ('running', 'waiting', 'done', 'failed', 'skipped')),
  outlet text,
  input jsonb not null default '{}',
  output jsonb not null default '{}',
  note text,
  error text,
  attempts int not null default 0,
  copied boolean not null default false,
  started_at timestamptz not null default private.now(),
  ended_at timestamptz,
  unique (workspace_id, run_id, path, node_id, visit),
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete cascade
);
create index workflow_run_steps_run on public.workflow_run_steps (workspace_id, run_id, seq);
comment on table public.workflow_run_steps is 'One visit of one node. attempts counts the tries that failed; copied rows come from the run that was retried.';

create table public.workflow_waits (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  run_id uuid not null,
  token_id uuid not null,
  subject_id uuid not null,
  node_id text not null,
  visit int not null,
  kind text not null check (kind in ('time', 'event', 'join')),
  due_at timestamptz,
  resolved_at timestamptz,
  resolution jsonb,
  since timestamptz not null default private.now(),
  sent_at timestamptz,
  created_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete cascade,
  foreign key (workspace_id, token_id) references public.workflow_tokens (workspace_id, id) on delete cascade
);
create index workflow_waits_due on public.workflow_waits (due_at) where resolved_at is null and due_at is not null;
comment on column public.workflow_waits.since is 'Events recorded earlier than this do not count.';
create index workflow_waits_run on public.workflow_waits (workspace_id, run_id);
create unique index workflow_waits_token on public.workflow_waits (workspace_id, token_id) where resolved_at is null;

create table public.workflow_wait_events (
  wait_id uuid not null,
  workspace_id uuid not null,
  subject_id uuid not null,
  position int not null,
  event_type text not null,
  key text,
  conditions jsonb,
  primary key (wait_id, position),
  foreign key (workspace_id, wait_id) references public.workflow_waits (workspace_id, id) on delete cascade
);
create index workflow_wait_events_match on public.workflow_wait_events (workspace_id, subject_id, event_type);
create index workflow_wait_events_wait_fk on public.workflow_wait_events (workspace_id, wait_id);
comment on table public.workflow_wait_events is 'What an unresolved wait listens for; deleted when the wait is resolved.';

create table public.entry_decisions (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  version_id uuid not null,
  activity_id uuid,
  contact_id uuid,
  run_id uuid,
  entered boolean not null,
  rule text not null,
  reason text not null,
  detail jsonb not null default '{}',
  created_at timestamptz not null default private.now(),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade,
  foreign key (workspace_id, version_id) references public.workflow_versions (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade
);
create index entry_decisions_list on public.entry_decisions (workspace_id, workflow_id, created_at desc, id desc);
create index entry_decisions_contact on public.entry_decisions (workspace_id, contact_id, created_at desc, id desc);
create index entry_decisions_version_fk on public.entry_decisions (workspace_id, version_id);
create unique index entry_decisions_once on public.entry_decisions (workspace_id, workflow_id, activity_id);
comment on table public.entry_decisions is 'Why somebody did or did not enter: every decision, yes or no, with the rule that decided.';

create table public.effects (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  key text not null,
  kind text not null check (kind in ('email')),
  status text not null default 'claimed' check (status in ('claimed', 'done', 'failed', 'unknown')),
  owner uuid not null,
  provider text not null,
  request text not null,
  result jsonb,
  error text,
  attempts int not null default 1,
  run_id uuid,
  message_id uuid,
  claimed_at timestamptz not null default private.now(),
  first_claimed_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  unique (workspace_id, key),
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete set null (run_id)
);
create index effects_run_fk on public.effects (workspace_id, run_id);
comment on table public.effects is 'What leaves the system once. request holds the exact bytes, frozen when first claimed.';

call private.protect('workflows', worker_ops => 'select,update');
call private.protect('workflow_versions', member_ops => 'select,insert', worker_ops => 'select');
call private.protect('workflow_triggers', worker_ops => 'select');
call private.protect('enrolment_requests', member_ops => 'select,insert', worker_ops => 'select,insert');
call private.protect('workflow_runs', member_ops => 'select,insert,update', worker_ops => 'select,insert,update');
call private.protect('workflow_forks', member_ops => 'select,insert,update');
call private.protect('workflow_tokens', member_ops => 'select,insert,update');
call private.protect('workflow_run_steps', member_ops => 'select,insert,update');
call private.protect('workflow_waits', member_ops => 'select,insert,update');
call private.protect('workflow_wait_events', member_ops => 'select,insert,delete');
call private.protect('entry_decisions', member_ops => 'select,insert', worker_ops => 'select,insert');
call private.protect('effects', member_ops => 'select,update', worker_ops => 'select,insert,update');

create function private.enrolment_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_activity(new.workspace_id, new.contact_id, 'workflow.requested', new.workflow_id::text,
    facts => jsonb_build_object('workflow_id', new.workflow_id, 'data', new.data));
  return null;
end $$;
create trigger activity after insert on public.enrolment_requests for each row execute function private.enrolment_activity();

-- Event types that waits of published versions may listen for. Written with the version, so before any run of it can wait:
-- an activity that is not queued because nobody listens can therefore not be missed by a wait armed meanwhile.
create table private.awaited_events (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  event_type text not null,
  primary key (workspace_id, event_type)
);

-- Every text in a step's settings that looks like an event name: more than needed does no harm, less would.
create function private.note_awaited() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.awaited_events (workspace_id, event_type)
    select distinct new.workspace_id, texts.value #>> '{}'
      from jsonb_path_query(new.graph, '$.nodes[*].config.** ? (@.type() == "string")') as texts (value)
     where texts.value #>> '{}' ~ '^[a-z_]+\.[a-z_]+$'
    on conflict do nothing;
  return null;
end $$;
create trigger awaited after insert on public.workflow_versions for each row execute function private.note_awaited();

create function private.is_awaited(ws uuid, kind text, look_up text, fields text[]) returns boolean
language sql stable security definer set search_path = '' as $$
  select kind in ('contact.deleted', 'workflow.requested')
    or exists (select from public.workflow_triggers t where t.workspace_id = ws and t.event_type = kind
      and (t.key is null or t.key = look_up or t.key = any (fields)))
    or exists (select from private.awaited_events a where a.workspace_id = ws and a.event_type = kind)
$$;

-- What the sweeper should look at, across workspaces, oldest first. Ids only; the work itself runs as the worker of one workspace.
-- dispatch: subject ids with undispatched activities; token: ready but not advanced; wait: due; lease: running with an expired lease;
-- held: held although their workflow is live again.
create function private.claim_due(kind text, max_rows int)
returns table (workspace_id uuid, ref_id uuid)
language sql stable security definer set search_path = '' as $$
  select q.workspace_id, q.subject_id from (
    select d.workspace_id, d.subject_id, min(d.seq) as first_seq from (
      select * from public.dispatch_queue where claim_due.kind = 'dispatch' and not parked and next_at <= private.now()
       order by next_at limit max_rows * 5) d
    group by d.workspace_id, d.subject_id order by first_seq limit max_rows) q
  union all
  (select t.workspace_id, t.id from public.workflow_tokens t
    where claim_due.kind = 'token' and t.status = 'ready' and t.ready_at <= private.now()
      and (t.sent_at is null or t.sent_at < private.now() - interval '30 seconds')
    order by t.ready_at limit max_rows)
  union all
  (select w.workspace_id, w.id from public.workflow_waits w
    where claim_due.kind = 'wait' and w.resolved_at is null and w.due_at <= private.now()
      and (w.sent_at is null or w.sent_at < private.now() - interval '30 seconds')
    order by w.due_at limit max_rows)
  union all
  (select t.workspace_id, t.id from public.workflow_tokens t
    where claim_due.kind = 'lease' and t.status = 'running' and t.lease_until <= private.now()
      and (t.sent_at is null or t.sent_at < private.now() - interval '30 seconds')
    order by t.lease_until limit max_rows)
  union all
  (select t.workspace_id, t.id from public.workflow_tokens t
     join public.workflow_runs r on r.workspace_id = t.workspace_id and r.id = t.run_id
     join public.workflows w on w.workspace_id = r.workspace_id and w.id = r.workflow_id
    where claim_due.kind = 'held' and t.status = 'held' and w.status = 'live'
    order by t.updated_at limit max_rows)
$$;
grant execute on function private.claim_due(text, int) to leadloom_app;

-- Live screens: ids only, one channel, payload workspace:kind:id. NOTIFY makes commits queue up behind each other,
-- so nothing is said about a workspace nobody is looking at.
create unlogged table private.live_watchers (
  workspace_id uuid primary key,
  until timestamptz not null
);
create function private.watch_live(ws uuid) returns void
language sql volatile security definer set search_path = '' as $$
  insert into private.live_watchers as w (workspace_id, until) values (ws, now() + interval '2 minutes')
    on conflict (workspace_id) do update set until = excluded.until where w.until < now() + interval '90 seconds'
$$;
grant execute on function private.watch_live(uuid) to leadloom_app;

create function private.announce() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from private.live_watchers w where w.workspace_id = new.workspace_id and w.until > now()) then
    perform pg_notify('leadloom_live', new.workspace_id || ':' || tg_argv[0] || ':' || coalesce(to_jsonb(new) ->> tg_argv[1], ''));
  end if;
  return null;
end $$;
create trigger announce after insert or update of status on public.workflow_runs for each row execute function private.announce('run', 'id');
create trigger announce after insert or update of status, attempts on public.workflow_run_steps for each row execute function private.announce('run', 'run_id');
create trigger announce after insert on public.activities for each row execute function private.announce('contact', 'contact_id');
