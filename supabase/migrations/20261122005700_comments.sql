-- What members say about a workflow or one of its steps. Whoever sees the workflow may say something, viewers too.

create table public.workflow_comments (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  workflow_id uuid not null,
  node_id text check (length(node_id) between 1 and 60),
  body text not null check (length(body) between 1 and 4000),
  author_id uuid default nullif(current_setting('app.user_id', true), '')::uuid,
  resolved_at timestamptz,
  resolved_by uuid,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  foreign key (workspace_id, workflow_id) references public.workflows (workspace_id, id) on delete cascade
);
create index workflow_comments_list on public.workflow_comments (workspace_id, workflow_id, created_at desc, id desc);
create index workflow_comments_open on public.workflow_comments (workspace_id, workflow_id, created_at desc, id desc)
  where resolved_at is null;
comment on table public.workflow_comments is 'What members say about a workflow or one of its steps.';
comment on column public.workflow_comments.node_id is 'The step it is about, which may be gone by now; null for the whole workflow.';
comment on column public.workflow_comments.author_id is 'Null for a comment that came with an API key.';

call private.protect('workflow_comments', member_ops => 'select', worker_ops => 'select');

-- Nobody speaks in another's name. Editors resolve; an author keeps his own words; admins clear away.
grant insert, update, delete on public.workflow_comments to app_member;
create policy member_insert on public.workflow_comments for insert to app_member with check (
  workspace_id = any (array(select private.my_workspaces('viewer')))
  and author_id is not distinct from nullif((select current_setting('app.user_id', true)), '')::uuid);
create policy member_update on public.workflow_comments for update to app_member using (
  workspace_id = any (array(select private.my_workspaces('editor')))
  or (workspace_id = any (array(select private.my_workspaces('viewer')))
    and author_id = nullif((select current_setting('app.user_id', true)), '')::uuid))
with check (
  workspace_id = any (array(select private.my_workspaces('editor')))
  or (workspace_id = any (array(select private.my_workspaces('viewer')))
    and author_id = nullif((select current_setting('app.user_id', true)), '')::uuid));
create policy member_delete on public.workflow_comments for delete to app_member using (
  workspace_id = any (array(select private.my_workspaces('admin')))
  or (workspace_id = any (array(select private.my_workspaces('viewer')))
    and author_id = nullif((select current_setting('app.user_id', true)), '')::uuid));

-- A policy sees rows, not columns: who may change which part of a comment is said here.
create function private.guard_comment() returns trigger
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
    and not new.workspace_id in (select private.my_workspaces('editor')) then
    raise exception 'Only editors resolve a comment.' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function private.guard_comment() from public;
create trigger guard before update on public.workflow_comments for each row execute function private.guard_comment();
