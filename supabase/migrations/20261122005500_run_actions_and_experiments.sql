-- What is done to many runs at once, and experiments between versions of a workflow.

create table public.run_actions (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  action text not null check (action in ('retry', 'cancel', 'skip_wait', 'wake')),
  filter jsonb not null,
  options jsonb not null default '{}',
  status text not null default 'running' check (status in ('running', 'done', 'cancelled')),
  total int not null default 0,
  looked_at int not null default 0,
  done int not null default 0,
  refused jsonb not null default '{}',
  until timestamptz not null,
  cursor uuid,
  sent_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id)
);
create index run_actions_list on public.run_actions (workspace_id, created_at desc, id desc);
create index run_actions_running on public.run_actions (sent_at nulls first) where status = 'running';
comment on table public.run_actions is 'One action on many runs: worked off in the order of their ids, one commit for each run and the cursor.';
comment on column public.run_actions.refused is 'Runs on which it could not be done, counted by reason.';
comment on column public.run_actions.until is 'Runs begun later are not meant: a retry makes runs that would fit the filter again.';
comment on column public.run_actions.cursor is 'The last run it was done to; what comes after it is still to do.';
call private.protect('run_actions', member_ops => 'select,insert,update', worker_ops => 'select,update');

create function private.stalled_run_actions(max_rows int) returns table (workspace_id uuid, ref_id uuid)
language sql stable security definer set search_path = '' as $$
  select a.workspace_id, a.id from public.run_actions a
   where a.status = 'running' and (a.sent_at is null or a.sent_at < private.now() - interval '30 seconds')
   order by a.sent_at nulls first limit max_rows
$$;
revoke all on function private.stalled_run_actions(int) from public;
grant execute on function private.stalled_run_actions(int) to leadloom_app;

create table public.experiments (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  status text not null default 'draft' check (status in ('draft', 'running', 'stopped')),
  variants jsonb not null,
  holdout_percent int not null default 0 check (holdout_percent between 0 and 50),
  goal jsonb not null,
  window_days int not null default 14 check (window_days between 1 and 365),
  started_at timestamptz,
  ended_at timestamptz,
  winner text,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade
);
create index experiments_list on public.experiments (workspace_id, workflow_id, created_at desc, id desc);
create unique index experiments_running on public.experiments (workspace_id, workflow_id) where status = 'running';
comment on table public.experiments is 'Published versions of one workflow compared on the people who enter; at most one runs in a workflow.';
comment on column public.experiments.variants is '[{ id, name, version_id, weight }]; the first is what the others are compared with.';
comment on column public.experiments.goal is '{ type: goal, name } | { type: activity, activity, key }.';
call private.protect('experiments', worker_ops => 'select');

create table public.experiment_assignments (
  workspace_id uuid not null,
  experiment_id uuid not null,
  contact_id uuid not null,
  variant text not null,
  assigned_at timestamptz not null default private.now(),
  primary key (workspace_id, experiment_id, contact_id),
  foreign key (workspace_id, experiment_id) references public.experiments (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade
);
create index experiment_assignments_contact_fk on public.experiment_assignments (workspace_id, contact_id);
comment on table public.experiment_assignments is 'Which variant a contact belongs to since the first entry; holdout: never enters, and is measured all the same.';
call private.protect('experiment_assignments', member_ops => 'select', worker_ops => 'select,insert');
