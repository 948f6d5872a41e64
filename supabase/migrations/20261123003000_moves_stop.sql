-- A move is not lost to the next publication any more: it ends by itself, or somebody stops it.

alter table public.workflow_moves drop constraint workflow_moves_status_check;
update public.workflow_moves set status = 'stopped' where status = 'superseded';
alter table public.workflow_moves add constraint workflow_moves_status_check check (status in ('running', 'done', 'stopped'));
comment on column public.workflow_moves.status is 'stopped: by a member; whoever had not been decided about stays. At most one of a workflow is running.';
create unique index workflow_moves_one on public.workflow_moves (workspace_id, workflow_id) where status = 'running';
