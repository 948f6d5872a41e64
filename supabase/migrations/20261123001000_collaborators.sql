-- Who may change one workflow, where that differs from what the role in the workspace says.
--
-- Named `viewer`: an editor of the workspace looks at this workflow only. Named `editor`: a viewer of the workspace changes its
-- draft, name, description, test cases, and resolves comments; what counts at once (publishing, settings, pausing, enrolling)
-- stays with editors of the workspace. `restricted`: of the workspace's editors only those named `editor` change it. Owners and
-- admins, as people and as API keys, are never held back. A key is no person: it counts by its role, so that a key of
-- role editor changes every workflow but the restricted ones.

create table public.workflow_collaborators (
  workspace_id uuid not null,
  workflow_id uuid not null,
  user_id uuid not null,
  role text not null check (role in ('viewer', 'editor')),
  added_by uuid default nullif(current_setting('app.user_id', true), '')::uuid,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  primary key (workspace_id, workflow_id, user_id),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade,
  foreign key (workspace_id, user_id) references public.workspace_members (workspace_id, user_id) on delete cascade
);
create index workflow_collaborators_user_fk on public.workflow_collaborators (workspace_id, user_id);
comment on table public.workflow_collaborators is 'What a member may do with one workflow, where it differs from the role in the workspace.';
comment on column public.workflow_collaborators.added_by is 'Who said so last; null when it came with an API key.';

alter table public.workflows add column restricted boolean not null default false;
comment on column public.workflows.restricted is 'Of the editors of the workspace, only those named as editors of this workflow change it.';
create index workflows_restricted on public.workflows (workspace_id) where restricted;

-- Workflows that whoever asks may not change although the role in the workspace would allow it. Few, so policies hold them as an array.
create function private.closed_workflows() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select c.workflow_id from public.workspace_members m
    join public.workflow_collaborators c on c.workspace_id = m.workspace_id and c.user_id = m.user_id
   where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
     and c.role = 'viewer' and private.role_rank(m.role) < private.role_rank('admin')
  union all
  select w.id from public.workflows w
   where w.restricted and w.workspace_id = any (array(select private.my_workspaces('viewer')))
     and not w.workspace_id = any (array(select private.my_workspaces('admin')))
     and not exists (select from public.workflow_collaborators c
       where c.workspace_id = w.workspace_id and c.workflow_id = w.id and c.role = 'editor'
         and c.user_id = nullif(current_setting('app.user_id', true), '')::uuid)
$$;

-- Workflows whose draft whoever asks may change whatever the role in the workspace.
create function private.opened_workflows() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select c.workflow_id from public.workspace_members m
    join public.workflow_collaborators c on c.workspace_id = m.workspace_id and c.user_id = m.user_id
   where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and c.role = 'editor'
$$;

-- The same for one workflow: what the services ask before they refuse in words.
create function private.may_edit_workflow(ws uuid, workflow uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select (ws in (select private.my_workspaces('editor')) and not workflow in (select private.closed_workflows()))
    or (ws in (select private.my_workspaces('viewer')) and workflow in (select private.opened_workflows()))
$$;
revoke all on function private.closed_workflows(), private.opened_workflows(), private.may_edit_workflow(uuid, uuid) from public;
grant execute on function private.closed_workflows(), private.opened_workflows(), private.may_edit_workflow(uuid, uuid) to app_member;

call private.protect('workflow_collaborators', member_ops => 'select', worker_ops => 'select');
grant insert, update, delete on public.workflow_collaborators to app_member;

-- Whoever may publish a workflow says who else may change it. Nobody but an admin changes what is said of himself; naming
-- oneself an editor of what one may change anyway takes nothing away.
create policy member_insert on public.workflow_collaborators for insert to app_member with check (
  workspace_id = any (array(select private.my_workspaces('editor')))
  and not workflow_id = any (array(select private.closed_workflows()))
  and (role = 'editor' or user_id is distinct from nullif((select current_setting('app.user_id', true)), '')::uuid
    or workspace_id = any (array(select private.my_workspaces('admin')))));
create policy member_update on public.workflow_collaborators for update to app_member using (
  workspace_id = any (array(select private.my_workspaces('editor')))
  and not workflow_id = any (array(select private.closed_workflows()))
  and (user_id is distinct from nullif((select current_setting('app.user_id', true)), '')::uuid
    or workspace_id = any (array(select private.my_workspaces('admin')))))
with check (
  workspace_id = any (array(select private.my_workspaces('editor')))
  and not workflow_id = any (array(select private.closed_workflows()))
  and (user_id is distinct from nullif((select current_setting('app.user_id', true)), '')::uuid
    or workspace_id = any (array(select private.my_workspaces('admin')))));
create policy member_delete on public.workflow_collaborators for delete to app_member using (
  workspace_id = any (array(select private.my_workspaces('editor')))
  and not workflow_id = any (array(select private.closed_workflows()))
  and (user_id is distinct from nullif((select current_setting('app.user_id', true)), '')::uuid
    or workspace_id = any (array(select private.my_workspaces('admin')))));

-- What belongs to a workflow is changed by those who may change the workflow. `guests`: also by viewers of the workspace whom
-- the workflow names an editor.
do $$
declare
  it record;
  op text;
  rule text;
begin
  for it in select * from (values
    ('workflows', 'id', 'update', true),
    ('workflows', 'id', 'delete', false),
    ('workflow_versions', 'workflow_id', 'insert', false),
    ('workflow_triggers', 'workflow_id', 'insert,update,delete', false),
    ('workflow_schedules', 'workflow_id', 'insert,update,delete', false),
    ('workflow_splits', 'workflow_id', 'insert,update,delete', false),
    ('workflow_moves', 'workflow_id', 'insert,update', false),
    ('experiments', 'workflow_id', 'insert,update,delete', false),
    ('enrolment_requests', 'workflow_id', 'insert', false),
    ('bulk_enrolments', 'workflow_id', 'insert,update', false),
    ('workflow_test_cases', 'workflow_id', 'insert,update,delete', true),
    ('backtests', 'workflow_id', 'insert', true)
  ) as t (tbl, col, ops, guests) loop
    rule := format('workspace_id = any (array(select private.my_workspaces(''editor'')))
      and not %I = any (array(select private.closed_workflows()))', it.col);
    if it.guests then
      rule := format('(%s) or (workspace_id = any (array(select private.my_workspaces(''viewer'')))
        and %I = any (array(select private.opened_workflows())))', rule, it.col);
    end if;
    foreach op in array string_to_array(it.ops, ',') loop
      execute format('alter policy %I on public.%I %s', 'member_' || op, it.tbl,
        case op when 'insert' then format('with check (%s)', rule)
                when 'update' then format('using (%s) with check (%s)', rule, rule)
                else format('using (%s)', rule) end);
    end loop;
  end loop;
end $$;

-- A policy sees rows, not columns: somebody who may only change the draft changes nothing that counts at once.
create function private.guard_workflow() returns trigger
language plpgsql set search_path = '' as $$
declare
  of_draft constant text[] := array['draft', 'name', 'description', 'revision', 'published_revision', 'updated_at'];
begin
  -- Apart: the worker may not even ask who is a member.
  if current_user <> 'app_member' then return new; end if;
  if old.workspace_id in (select private.my_workspaces('editor')) then return new; end if;
  -- The published revision follows a change of the name, which leaves nothing to publish; it never claims that a draft is live.
  if to_jsonb(new) - of_draft is distinct from to_jsonb(old) - of_draft
    or (new.published_revision is distinct from old.published_revision
      and (new.draft is distinct from old.draft or old.published_revision is distinct from old.revision
        or new.published_revision is distinct from new.revision)) then
    raise exception 'An editor of this workflow alone changes its draft, name and description only.' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function private.guard_workflow() from public;
create trigger guard before update on public.workflows for each row execute function private.guard_workflow();

-- Comments are resolved by whoever may change the workflow.
alter policy member_update on public.workflow_comments using (
  (workspace_id = any (array(select private.my_workspaces('editor')))
    and not workflow_id = any (array(select private.closed_workflows())))
  or (workspace_id = any (array(select private.my_workspaces('viewer')))
    and (author_id = nullif((select current_setting('app.user_id', true)), '')::uuid
      or workflow_id = any (array(select private.opened_workflows())))))
with check (
  (workspace_id = any (array(select private.my_workspaces('editor')))
    and not workflow_id = any (array(select private.closed_workflows())))
  or (workspace_id = any (array(select private.my_workspaces('viewer')))
    and (author_id = nullif((select current_setting('app.user_id', true)), '')::uuid
      or workflow_id = any (array(select private.opened_workflows())))));

create or replace function private.guard_comment() returns trigger
language plpgsql set search_path = '' as $$
begin
  if current_user <> 'app_member' then return new; end if;
  if new.author_id is distinct from old.author_id or new.workflow_id <> old.workflow_id
    or new.node_id is distinct from old.node_id then
    raise exception 'A comment stays where it is and whose it is.' using errcode = '42501';
  end if;
  if new.body <> old.body
    and old.author_id is distinct from nullif(current_setting('app.user_id', true), '')::uuid then
    raise exception 'Only its author changes the words of a comment.' using errcode = '42501';
  end if;
  if (new.resolved_at is distinct from old.resolved_at or new.resolved_by is distinct from old.resolved_by)
    and not private.may_edit_workflow(new.workspace_id, new.workflow_id) then
    raise exception 'Only those who may change the workflow resolve a comment.' using errcode = '42501';
  end if;
  return new;
end $$;
