-- Lists of people, work for members, and what members are told: segments, tasks, approvals, notifications.

create table public.segments (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 2000),
  kind text not null default 'static' check (kind in ('static')),
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id)
);
create unique index segments_name on public.segments (workspace_id, lower(name));
create index segments_list on public.segments (workspace_id, created_at desc, id desc);
comment on table public.segments is 'A named list of contacts. Static: somebody or a step puts people in and takes them out.';

create table public.segment_members (
  workspace_id uuid not null,
  segment_id uuid not null,
  contact_id uuid not null,
  source text not null default 'app' check (length(source) between 1 and 120),
  added_at timestamptz not null default private.now(),
  added_by uuid,
  primary key (workspace_id, segment_id, contact_id),
  foreign key (workspace_id, segment_id) references public.segments (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade
);
create index segment_members_list on public.segment_members (workspace_id, segment_id, added_at desc, contact_id desc);
create index segment_members_contact_fk on public.segment_members (workspace_id, contact_id);

create table public.tasks (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  kind text not null default 'task' check (kind in ('task', 'approval')),
  title text not null check (length(title) between 1 and 300),
  body text not null default '' check (length(body) <= 10000),
  contact_id uuid,
  run_id uuid,
  node_id text,
  visit int,
  step_key text,
  assignee_id uuid,
  asked uuid[] not null default '{}',
  due_at timestamptz,
  status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
  outcome text check (length(outcome) between 1 and 120),
  comment text check (length(comment) <= 5000),
  decided_by uuid,
  decided_at timestamptz,
  -- What has no date comes after everything that has one.
  due_order timestamptz not null generated always as (coalesce(due_at, '9999-12-30 00:00:00+00'::timestamptz)) stored,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete set null (run_id),
  foreign key (workspace_id, assignee_id) references public.workspace_members (workspace_id, user_id) on delete set null (assignee_id)
);
create unique index tasks_step on public.tasks (workspace_id, step_key) where step_key is not null;
create index tasks_list on public.tasks (workspace_id, created_at desc, id desc);
create index tasks_by_status on public.tasks (workspace_id, status, created_at desc, id desc);
create index tasks_assignee_fk on public.tasks (workspace_id, assignee_id, created_at desc, id desc);
create index tasks_open on public.tasks (workspace_id, due_order, id) where status = 'open';
create index tasks_open_of on public.tasks (workspace_id, assignee_id, due_order, id) where status = 'open';
create index tasks_contact_fk on public.tasks (workspace_id, contact_id, created_at desc, id desc);
create index tasks_run_fk on public.tasks (workspace_id, run_id);
comment on table public.tasks is 'Something a member should do, or decide (approval). An approval has the outcome approved, rejected or timed_out.';
comment on column public.tasks.step_key is 'The visit of a step that made it, by its root run: a repeated visit finds its task again.';
comment on column public.tasks.asked is 'Whom an approval asked, in order: the first assignee, then whoever it was handed on to. The asking step tells each once.';

create table public.notifications (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  user_id uuid not null,
  title text not null check (length(title) between 1 and 300),
  body text not null default '' check (length(body) <= 2000),
  path text,
  read_at timestamptz,
  created_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  foreign key (workspace_id, user_id) references public.workspace_members (workspace_id, user_id) on delete cascade
);
create index notifications_list on public.notifications (workspace_id, user_id, created_at desc, id desc);
create index notifications_unread on public.notifications (workspace_id, user_id) where read_at is null;
comment on table public.notifications is 'What one member is told in the app. path is below the workspace''s address.';

-- Whose turn it is where steps deal work out in turn. Its row is locked until the transaction ends: no turn is given twice.
create table public.rotations (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  key text not null check (length(key) between 1 and 200),
  last_user_id uuid,
  turns bigint not null default 0,
  updated_at timestamptz not null default private.now(),
  primary key (workspace_id, key)
);

call private.protect('segments', worker_ops => 'select');
call private.protect('segment_members');
call private.protect('tasks', worker_ops => 'select,insert,update');
call private.protect('rotations', member_ops => 'select');

-- A notification is nobody's business but its reader's.
alter table public.notifications enable row level security;
revoke all on public.notifications from public, anon, authenticated;
grant select, update on public.notifications to app_member;
grant select, insert on public.notifications to app_worker;
create policy member_select on public.notifications for select to app_member
  using (workspace_id = any (array(select private.my_workspaces('viewer')))
    and user_id = nullif((select current_setting('app.user_id', true)), '')::uuid);
create policy member_update on public.notifications for update to app_member
  using (workspace_id = any (array(select private.my_workspaces('viewer')))
    and user_id = nullif((select current_setting('app.user_id', true)), '')::uuid)
  with check (workspace_id = any (array(select private.my_workspaces('viewer')))
    and user_id = nullif((select current_setting('app.user_id', true)), '')::uuid);
create policy worker_select on public.notifications for select to app_worker
  using (workspace_id = nullif((select current_setting('app.workspace_id', true)), '')::uuid);
create policy worker_insert on public.notifications for insert to app_worker
  with check (workspace_id = nullif((select current_setting('app.workspace_id', true)), '')::uuid);
create trigger announce after insert or update on public.notifications for each row execute function private.announce('notification', 'user_id');
create trigger announce after insert or update on public.tasks for each row execute function private.announce('task', 'id');

create function private.segment_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare of_row record; called text;
begin
  if tg_op = 'INSERT' then of_row := new; else of_row := old; end if;
  select s.name into called from public.segments s where s.workspace_id = of_row.workspace_id and s.id = of_row.segment_id;
  -- With its list or its contact gone nobody has left anything.
  if called is null or not exists (select from public.contacts c where c.workspace_id = of_row.workspace_id and c.id = of_row.contact_id) then
    return null;
  end if;
  perform private.record_activity(of_row.workspace_id, of_row.contact_id, case tg_op when 'INSERT' then 'segment.entered' else 'segment.left' end,
    of_row.segment_id::text, facts => jsonb_build_object('segment_id', of_row.segment_id, 'segment_name', called));
  return null;
end $$;
create trigger activity after insert or delete on public.segment_members for each row execute function private.segment_activity();

create function private.task_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare facts jsonb;
begin
  if new.contact_id is not null then
    facts := jsonb_build_object('task_id', new.id, 'kind', new.kind, 'title', new.title, 'outcome', new.outcome, 'comment', new.comment,
      'assignee_id', new.assignee_id, 'decided_by', new.decided_by);
    if tg_op = 'INSERT' then
      perform private.record_activity(new.workspace_id, new.contact_id, 'task.created', new.kind, facts => facts);
    elsif old.status = 'open' and new.status = 'done' then
      perform private.record_activity(new.workspace_id, new.contact_id,
        case new.kind when 'approval' then 'approval.decided' else 'task.completed' end,
        case new.kind when 'approval' then new.id::text else new.kind end, facts => facts);
    elsif new.kind = 'approval' and cardinality(new.asked) > cardinality(old.asked) then
      perform private.record_activity(new.workspace_id, new.contact_id, 'task.delegated', new.id::text,
        facts => facts || jsonb_build_object('number', cardinality(new.asked)));
    end if;
  end if;
  -- Who gets work is told, except of what he gave himself.
  if new.status = 'open' and new.assignee_id is not null and (tg_op = 'INSERT' or new.assignee_id is distinct from old.assignee_id)
    and new.assignee_id is distinct from nullif(current_setting('app.user_id', true), '')::uuid then
    insert into public.notifications (workspace_id, user_id, title, body, path)
      values (new.workspace_id, new.assignee_id,
        case new.kind when 'approval' then 'Approval asked: ' else 'New task: ' end || left(new.title, 250), left(new.body, 300), 'tasks?task=' || new.id);
  end if;
  return null;
end $$;
create trigger activity after insert or update on public.tasks for each row execute function private.task_activity();

-- A score is no field of the contact like others: it has an event of its own. The reason travels in a setting of the transaction.
create function private.score_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_activity(new.workspace_id, new.id, 'score.changed', fields => array['score'],
    diff => jsonb_build_object('score', jsonb_build_object('from', old.score, 'to', new.score)),
    facts => jsonb_build_object('from', old.score, 'to', new.score, 'reason', nullif(current_setting('app.score_reason', true), '')));
  return null;
end $$;
create trigger score_activity after update of score on public.contacts for each row
  when (old.score is distinct from new.score and new.deleted_at is null) execute function private.score_activity();

-- What a step asks for says which step that was, so that the workflow asked for knows, and the step hears of its end.
alter table public.enrolment_requests
  add column from_workflow_id uuid,
  add column from_run_id uuid,
  add column step_key text;
create unique index enrolment_requests_step on public.enrolment_requests (workspace_id, step_key) where step_key is not null;
comment on column public.enrolment_requests.step_key is 'The visit of a step that asked, by its root run: a repeated visit asks once.';

create or replace function private.enrolment_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_activity(new.workspace_id, new.contact_id, 'workflow.requested', new.workflow_id::text,
    facts => jsonb_build_object('workflow_id', new.workflow_id, 'data', new.data) || case when new.from_run_id is null then '{}'::jsonb
      else jsonb_build_object('request_id', new.id, 'from_workflow_id', new.from_workflow_id, 'from_run_id', new.from_run_id) end);
  return null;
end $$;

create function private.run_ended() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Nobody waits for the answer any more.
  update public.tasks set status = 'cancelled', outcome = 'cancelled'
   where workspace_id = new.workspace_id and run_id = new.id and kind = 'approval' and status = 'open';
  if new.trigger #>> '{data,from_run_id}' is not null then
    perform private.record_activity(new.workspace_id, new.subject_id, 'workflow.ended', new.trigger #>> '{data,request_id}',
      facts => jsonb_build_object('request_id', new.trigger #>> '{data,request_id}', 'workflow_id', new.workflow_id, 'run_id', new.id,
        'status', new.status, 'reason', new.reason));
  end if;
  return null;
end $$;
create trigger ended after update of status on public.workflow_runs for each row
  when (new.status in ('completed', 'failed', 'cancelled', 'exited') and old.status is distinct from new.status) execute function private.run_ended();

-- A branch that others overtook asks nobody any more either.
create function private.wait_closed() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.tasks set status = 'cancelled', outcome = 'cancelled'
   where workspace_id = new.workspace_id and run_id = new.run_id and node_id = new.node_id and visit = new.visit
     and kind = 'approval' and status = 'open';
  return null;
end $$;
create trigger closed after update of resolved_at on public.workflow_waits for each row
  when (new.kind = 'event' and old.resolved_at is null and new.resolution ->> 'by' = 'ended') execute function private.wait_closed();

-- Who was not let in where a step had asked: the step must not wait for an end that never comes.
create function private.request_refused() returns trigger
language plpgsql security definer set search_path = '' as $$
declare asked jsonb;
begin
  select a.data into asked from public.activities a
   where a.workspace_id = new.workspace_id and a.id = new.activity_id and a.type = 'workflow.requested';
  if asked ->> 'from_run_id' is not null then
    perform private.record_activity(new.workspace_id, new.contact_id, 'workflow.ended', asked ->> 'request_id',
      facts => jsonb_build_object('request_id', asked ->> 'request_id', 'workflow_id', new.workflow_id, 'run_id', null,
        'status', 'refused', 'reason', new.reason));
  end if;
  return null;
end $$;
create trigger refused after insert on public.entry_decisions for each row
  when (not new.entered and new.contact_id is not null and new.activity_id is not null) execute function private.request_refused();

-- Steps that wait for what only they know of: their settings name no event, so their kind does.
create function private.note_awaited_steps() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.awaited_events (workspace_id, event_type)
    select distinct new.workspace_id, e.event from jsonb_path_query(new.graph, '$.nodes[*].type') as t (type)
      join (values ('approval', 'approval.decided'), ('approval', 'task.delegated'), ('start_workflow', 'workflow.ended')) as e (node, event)
        on e.node = t.type #>> '{}'
    on conflict do nothing;
  return null;
end $$;
create trigger awaited_steps after insert on public.workflow_versions for each row execute function private.note_awaited_steps();

revoke execute on all routines in schema private from public;
