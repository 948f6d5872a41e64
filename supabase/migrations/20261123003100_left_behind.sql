-- What a step that waits for a person leaves behind when its run goes elsewhere or ends: closed with the reason.

alter table public.tasks add column closed_reason text check (length(closed_reason) <= 2000);
comment on column public.tasks.closed_reason is 'Why an approval is no longer needed: how its run ended, or where it went instead.';

create or replace function private.run_ended() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Nobody waits for the answer any more.
  update public.tasks set status = 'cancelled', outcome = 'cancelled', closed_reason = left(coalesce(nullif(new.reason, ''), 'The run ended.'), 2000)
   where workspace_id = new.workspace_id and run_id = new.id and kind = 'approval' and status = 'open';
  if new.trigger #>> '{data,from_run_id}' is not null then
    perform private.record_activity(new.workspace_id, new.subject_id, 'workflow.ended', new.trigger #>> '{data,request_id}',
      facts => jsonb_build_object('request_id', new.trigger #>> '{data,request_id}', 'workflow_id', new.workflow_id, 'run_id', new.id,
        'status', new.status, 'reason', new.reason));
  end if;
  return null;
end $$;

-- A run deleted with its workflow ends too.
create function private.run_deleted() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.tasks set status = 'cancelled', outcome = 'cancelled', closed_reason = 'The workflow was deleted.'
   where workspace_id = old.workspace_id and run_id = old.id and kind = 'approval' and status = 'open';
  return old;
end $$;
revoke all on function private.run_deleted() from public;
create trigger deleted before delete on public.workflow_runs for each row
  when (old.status in ('running', 'waiting', 'held')) execute function private.run_deleted();

-- By node and visit alone it also met the same step in other items of a loop: whoever takes a token away names the visit with its path.
drop trigger closed on public.workflow_waits;
drop function private.wait_closed();

create or replace function private.task_activity() returns trigger
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
  -- Who gets work is told, except of what he gave himself; also when what was no longer needed is asked again.
  if new.status = 'open' and new.assignee_id is not null
    and (tg_op = 'INSERT' or new.assignee_id is distinct from old.assignee_id or old.status <> 'open')
    and new.assignee_id is distinct from nullif(current_setting('app.user_id', true), '')::uuid then
    insert into public.notifications (workspace_id, user_id, title, body, path)
      values (new.workspace_id, new.assignee_id,
        case new.kind when 'approval' then 'Approval asked: ' else 'New task: ' end || left(new.title, 250), left(new.body, 300), 'tasks?task=' || new.id);
  end if;
  -- What is over calls nobody any more, whoever ended it.
  if tg_op = 'UPDATE' and old.status = 'open' and new.status <> 'open' then
    update public.notifications set read_at = private.now()
     where workspace_id = new.workspace_id and user_id = any (array_append(new.asked, new.assignee_id)) and read_at is null
       and path = 'tasks?task=' || new.id;
  end if;
  return null;
end $$;
