-- Who may enter, who is held and why, and many people taken in at once.

alter table public.workflows drop constraint workflows_status_check;
alter table public.workflows add constraint workflows_status_check check (status in ('draft', 'live', 'paused', 'stopped', 'archived'));
alter table public.workflows
  add column paused_reason text check (paused_reason in ('member', 'breaker')),
  add column paused_at timestamptz,
  add column resumed_at timestamptz,
  add column resume_overdue text check (resume_overdue in ('send_late', 'skip_overdue', 'leave')),
  add column leave_before timestamptz;
comment on column public.workflows.paused_reason is 'breaker: too many entered within a minute; they still enter and are held at their first step.';
comment on column public.workflows.resume_overdue is 'What the last resume said about steps that came due between paused_at and resumed_at.';
comment on column public.workflows.leave_before is 'The workflow was stopped so that people leave: runs begun up to then end, in chunks; emptied when none is left.';
comment on column public.workflows.entry is 'Entry rules: { reentry: { mode, cooldown_hours, key }, segment_gate, window, respect_do_not_contact, allow_own_events }.';
create index workflows_leaving on public.workflows (leave_before) where leave_before is not null;
create index workflows_group on public.workflows (workspace_id, exclusive_group) where exclusive_group is not null;

create table public.bulk_enrolments (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  filter jsonb not null,
  data jsonb not null default '{}',
  status text not null default 'running' check (status in ('running', 'done', 'cancelled', 'failed')),
  total int not null default 0,
  requested int not null default 0,
  cursor uuid,
  reason text,
  sent_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade
);
create index bulk_enrolments_list on public.bulk_enrolments (workspace_id, workflow_id, created_at desc, id desc);
create index bulk_enrolments_running on public.bulk_enrolments (sent_at nulls first) where status = 'running';
comment on table public.bulk_enrolments is 'Many people asked into a workflow: worked off in chunks by contact id, one commit for the requests of a chunk and the cursor.';
comment on column public.bulk_enrolments.cursor is 'The last contact that was asked for; what comes after it is still to do.';
call private.protect('bulk_enrolments', member_ops => 'select,insert,update', worker_ops => 'select,update');

alter table public.enrolment_requests add column bulk_enrolment_id uuid;
alter table public.enrolment_requests add foreign key (workspace_id, bulk_enrolment_id)
  references public.bulk_enrolments (workspace_id, id) on delete cascade;
create unique index enrolment_requests_bulk on public.enrolment_requests (workspace_id, bulk_enrolment_id, contact_id)
  where bulk_enrolment_id is not null;
alter table public.entry_decisions add column bulk_enrolment_id uuid;
create index entry_decisions_bulk on public.entry_decisions (workspace_id, bulk_enrolment_id, rule) where bulk_enrolment_id is not null;

alter table public.workflow_runs add column reentry_key text, add column bulk_enrolment_id uuid;
create index workflow_runs_by_key on public.workflow_runs (workspace_id, workflow_id, subject_id, reentry_key) where reentry_key is not null;
create index workflow_runs_inside on public.workflow_runs (workspace_id, workflow_id, status) where status in ('running', 'waiting', 'held');
comment on column public.workflow_runs.reentry_key is 'The value of the event by which entries are told apart, such as an order number.';
comment on column public.workflow_runs.bulk_enrolment_id is 'Asked in with many others: its steps let single journeys go first.';

alter table public.workflow_tokens
  add column held_by text check (held_by in ('pause', 'serial', 'stop')),
  add column held_for uuid,
  add column held_at timestamptz,
  add column overdue boolean not null default false;
comment on column public.workflow_tokens.held_for is 'What has to change: the paused workflow, the stopped workspace, or the run that goes before.';
comment on column public.workflow_tokens.overdue is 'Came due during a pause and goes on without what would have been sent, up to its next wait.';
update public.workflow_tokens t set held_by = 'pause', held_for = r.workflow_id, held_at = t.updated_at
  from public.workflow_runs r where t.status = 'held' and r.workspace_id = t.workspace_id and r.id = t.run_id;
drop index public.workflow_tokens_held;
create index workflow_tokens_held on public.workflow_tokens (held_by, held_for) where status = 'held' and held_by <> 'serial';
create index workflow_tokens_held_serial on public.workflow_tokens (workspace_id, held_for) where status = 'held' and held_by = 'serial';

create or replace function private.enrolment_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.record_activity(new.workspace_id, new.contact_id, 'workflow.requested', new.workflow_id::text,
    facts => jsonb_build_object('workflow_id', new.workflow_id, 'data', new.data)
      || case when new.from_run_id is null then '{}'::jsonb
           else jsonb_build_object('request_id', new.id, 'from_workflow_id', new.from_workflow_id, 'from_run_id', new.from_run_id) end
      || case when new.bulk_enrolment_id is null then '{}'::jsonb
           else jsonb_build_object('bulk_enrolment_id', new.bulk_enrolment_id) end);
  return null;
end $$;

-- However a run ends, also when it is deleted: the one held behind it is free. Usually the step that ended it has done so already.
create function private.free_next_in_line() returns trigger
language plpgsql security definer set search_path = '' as $$
declare waiting uuid[];
begin
  with freed as (
    update public.workflow_tokens set status = 'ready', epoch = epoch + 1, ready_at = private.now(), sent_at = null
     where workspace_id = old.workspace_id and held_for = old.id and status = 'held' and held_by = 'serial' returning run_id)
  select array_agg(run_id) into waiting from freed;
  if waiting is not null then
    update public.workflow_runs set status = 'running' where workspace_id = old.workspace_id and id = any (waiting) and status = 'held';
  end if;
  return null;
end $$;
revoke all on function private.free_next_in_line() from public;
create trigger next_in_line after update of status on public.workflow_runs for each row
  when (new.status in ('completed', 'failed', 'cancelled', 'exited') and old.status in ('running', 'waiting', 'held'))
  execute function private.free_next_in_line();
create trigger next_in_line_deleted after delete on public.workflow_runs for each row
  when (old.status in ('running', 'waiting', 'held')) execute function private.free_next_in_line();

-- Held tokens whose reason is gone, across workspaces: hops from one holder to the next, so a million people held in
-- one paused workflow cost no more than one.
create function private.releasable(max_rows int) returns table (workspace_id uuid, ref_id uuid)
language sql stable security definer set search_path = '' as $$
  with recursive holders as (
    (select t.held_by, t.held_for from public.workflow_tokens t where t.status = 'held' and t.held_by <> 'serial'
      order by t.held_by, t.held_for limit 1)
    union all
    select n.held_by, n.held_for from holders h cross join lateral (
      select t.held_by, t.held_for from public.workflow_tokens t where t.status = 'held' and t.held_by <> 'serial'
        and (t.held_by, t.held_for) > (h.held_by, h.held_for) order by t.held_by, t.held_for limit 1) n
  )
  select f.workspace_id, f.id from holders h cross join lateral (
    select t.workspace_id, t.id from public.workflow_tokens t
     where t.status = 'held' and t.held_by <> 'serial' and t.held_by = h.held_by and t.held_for = h.held_for limit max_rows) f
   where case h.held_by
     when 'pause' then exists (select from public.workflows w where w.id = h.held_for and w.status in ('live', 'stopped'))
     else exists (select from public.workspaces w where w.id = h.held_for and w.sending_stopped_at is null) end
$$;
revoke all on function private.releasable(int) from public;
grant execute on function private.releasable(int) to leadloom_app;

-- Workflows that were stopped so that people leave.
create function private.leaving(max_rows int) returns table (workspace_id uuid, ref_id uuid)
language sql stable security definer set search_path = '' as $$
  select w.workspace_id, w.id from public.workflows w where w.leave_before is not null order by w.leave_before limit max_rows
$$;
revoke all on function private.leaving(int) from public;
grant execute on function private.leaving(int) to leadloom_app;

-- Bulk enrolments that nobody has worked on for half a minute.
create function private.stalled_enrolments(max_rows int) returns table (workspace_id uuid, ref_id uuid)
language sql stable security definer set search_path = '' as $$
  select b.workspace_id, b.id from public.bulk_enrolments b
   where b.status = 'running' and (b.sent_at is null or b.sent_at < private.now() - interval '30 seconds')
   order by b.sent_at nulls first limit max_rows
$$;
revoke all on function private.stalled_enrolments(int) from public;
grant execute on function private.stalled_enrolments(int) to leadloom_app;
