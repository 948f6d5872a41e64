-- Publishing with people inside: what becomes of everybody who stands in an older version.

create table public.workflow_moves (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  version_id uuid not null,
  choices jsonb not null,
  status text not null default 'running' check (status in ('running', 'done', 'superseded')),
  total int not null default 0,
  moved int not null default 0,
  stayed int not null default 0,
  ended int not null default 0,
  cursor uuid,
  sent_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade,
  foreign key (workspace_id, version_id) references public.workflow_versions (workspace_id, id) on delete cascade
);
create index workflow_moves_list on public.workflow_moves (workspace_id, workflow_id, created_at desc, id desc);
create index workflow_moves_version_fk on public.workflow_moves (workspace_id, version_id);
create index workflow_moves_running on public.workflow_moves (sent_at nulls first) where status = 'running';
comment on table public.workflow_moves is 'People of older versions after a publication: worked off in chunks by run id, one commit for the runs of a chunk and the cursor.';
comment on column public.workflow_moves.choices is '{ default, nodes: { <node id>: { choice, to, reason } }, waits }, as the author said it when publishing.';
comment on column public.workflow_moves.version_id is 'Where people move to.';
comment on column public.workflow_moves.cursor is 'The last run that was looked at; what comes after it is still to do.';
comment on column public.workflow_moves.ended is 'Runs that ended because their people were to leave.';

create table public.workflow_move_people (
  workspace_id uuid not null,
  move_id uuid not null,
  run_id uuid not null,
  outcome text not null check (outcome in ('moved', 'stayed', 'left', 'later')),
  from_version_id uuid not null,
  node_id text not null,
  to_node_id text,
  reason text,
  created_at timestamptz not null default private.now(),
  primary key (move_id, run_id),
  foreign key (workspace_id, move_id) references public.workflow_moves (workspace_id, id) on delete cascade,
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete cascade
);
create index workflow_move_people_list on public.workflow_move_people (workspace_id, move_id, outcome, run_id);
create index workflow_move_people_run_fk on public.workflow_move_people (workspace_id, run_id);
comment on table public.workflow_move_people is 'What a move did with each run. later: a provider is being asked, the run is looked at again when it has answered.';

-- The runs inside, in the order in which a move works them off.
create index workflow_runs_inside_order on public.workflow_runs (workspace_id, workflow_id, id) where status in ('running', 'waiting', 'held');

call private.protect('workflow_moves', member_ops => 'select,insert,update', worker_ops => 'select,update');
call private.protect('workflow_move_people', member_ops => 'select', worker_ops => 'select,insert,update');

-- Moves that nobody has worked on for half a minute.
create function private.stalled_moves(max_rows int) returns table (workspace_id uuid, ref_id uuid)
language sql stable security definer set search_path = '' as $$
  select m.workspace_id, m.id from public.workflow_moves m
   where m.status = 'running' and (m.sent_at is null or m.sent_at < private.now() - interval '30 seconds')
   order by m.sent_at nulls first limit max_rows
$$;
revoke all on function private.stalled_moves(int) from public;
grant execute on function private.stalled_moves(int) to leadloom_app;
