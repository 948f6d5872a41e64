-- What proves a workflow before it sends: named test cases, backtests over what has happened, and why a message went out or not.

create table public.workflow_test_cases (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  input jsonb not null default '{}' check (jsonb_typeof(input) = 'object'),
  expected jsonb not null default '{}' check (jsonb_typeof(expected) = 'object'),
  last_passed boolean,
  last_failures jsonb not null default '[]' check (jsonb_typeof(last_failures) = 'array'),
  last_run_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  unique (workspace_id, workflow_id, name),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade
);
create index workflow_test_cases_list on public.workflow_test_cases (workspace_id, workflow_id, created_at desc, id desc);
comment on table public.workflow_test_cases is 'What a workflow is expected to do for one contact and one event; simulated again before each publishing.';
comment on column public.workflow_test_cases.input is 'What a dry run begins with: contact, trigger, answers, outcomes, instant.';
comment on column public.workflow_test_cases.expected is '{ path: [node id], status, sends: [{ node_id, status }], outlets: { node id: outlet } }; what is missing is not compared.';

create table public.backtests (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  status text not null default 'queued' check (status in ('queued', 'running', 'done', 'failed')),
  days int not null check (days between 1 and 366),
  max_activities int not null check (max_activities between 1 and 1000000),
  revision int not null,
  draft jsonb not null,
  entry jsonb not null default '{}',
  seen int not null default 0,
  result jsonb,
  error text,
  heartbeat_at timestamptz not null default private.now(),
  created_at timestamptz not null default private.now(),
  started_at timestamptz,
  ended_at timestamptz,
  created_by uuid,
  unique (workspace_id, id),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade
);
create index backtests_list on public.backtests (workspace_id, workflow_id, created_at desc, id desc);
create index backtests_open on public.backtests (heartbeat_at) where status in ('queued', 'running');
comment on table public.backtests is 'A draft tried on the stored activities of the last days: who would have entered, what would have been sent.';
comment on column public.backtests.draft is 'The draft as it was when the backtest was asked for.';
comment on column public.backtests.heartbeat_at is 'When its worker last wrote; the sweep starts one that has gone silent again.';

call private.protect('workflow_test_cases', worker_ops => 'select');
call private.protect('backtests', member_ops => 'select,insert', worker_ops => 'select,update');

alter table public.messages add column decision jsonb;
comment on column public.messages.decision is 'The rules of sending in their order with the values that decided, as they stood when the message was claimed.';

create function private.silent_backtests(max_rows int) returns table (workspace_id uuid, ref_id uuid)
language sql security definer set search_path = '' as $$
  update public.backtests b set heartbeat_at = private.now()
   where b.id in (select o.id from public.backtests o
     where o.status in ('queued', 'running')
       and o.heartbeat_at < private.now() - case o.status when 'queued' then interval '20 seconds' else interval '3 minutes' end
     order by o.heartbeat_at limit max_rows for update skip locked)
  returning b.workspace_id, b.id
$$;
revoke all on function private.silent_backtests(int) from public;
grant execute on function private.silent_backtests(int) to leadloom_app;
