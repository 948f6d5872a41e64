-- Calls that a voice makes for a workflow: what it is to say, what was said, and how the call ended.

create table public.calls (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  message_id uuid not null,
  run_id uuid,
  node_id text,
  contact_id uuid,
  provider text not null,
  provider_id text,
  to_number text not null,
  script jsonb not null,
  status text not null default 'queued' check (status in ('queued', 'ringing', 'in_progress', 'ended')),
  outcome text check (outcome in ('answered', 'missed', 'busy', 'failed', 'voicemail')),
  reason text,
  transcript jsonb not null default '[]',
  answered_at timestamptz,
  ended_at timestamptz,
  duration_seconds integer check (duration_seconds >= 0),
  cost_micros bigint not null default 0,
  cost_currency text not null default 'USD',
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  check ((status = 'ended') = (outcome is not null)),
  foreign key (workspace_id, message_id) references public.messages (workspace_id, id) on delete cascade,
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete set null (run_id),
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete set null (contact_id)
);
comment on table public.calls is 'One outbound call. Its id is that of the effect that placed it, and our reference at the provider.';
comment on column public.calls.script is '{ instructions, data, first_line, disclosure, language, voice, max_seconds, max_turns, voicemail }, frozen when the call was claimed.';
comment on column public.calls.transcript is '[{ who: "assistant" | "contact", text, at }] in the order it was said.';
comment on column public.calls.cost_micros is 'What the provider charged for the line, in millionths of one unit of cost_currency; the model''s cost is in generations.';
create index calls_list on public.calls (workspace_id, created_at desc, id desc);
create index calls_contact_fk on public.calls (workspace_id, contact_id, created_at desc, id desc);
create index calls_message_fk on public.calls (workspace_id, message_id);
create index calls_run_fk on public.calls (workspace_id, run_id);
create index calls_provider on public.calls (workspace_id, provider, provider_id) where provider_id is not null;

call private.protect('calls', member_ops => 'select', worker_ops => 'select,insert,update');

create function private.call_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.status = 'ended' and old.status <> 'ended' and new.contact_id is not null then
    perform private.record_activity(new.workspace_id, new.contact_id, 'call.ended', new.id::text,
      facts => jsonb_build_object('call_id', new.id, 'message_id', new.message_id, 'outcome', new.outcome, 'reason', new.reason,
        'duration_seconds', coalesce(new.duration_seconds, 0), 'transcript', new.transcript, 'run_id', new.run_id, 'node_id', new.node_id));
  end if;
  return null;
end $$;
revoke all on function private.call_activity() from public;
create trigger activity after update of status on public.calls for each row execute function private.call_activity();
create trigger announce after insert or update on public.calls for each row execute function private.announce('call', 'id');
