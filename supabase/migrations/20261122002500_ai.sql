-- What language models were asked: what it used, what it cost, and what is reserved for requests on their way.

create table public.generations (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  run_id uuid,
  node_id text,
  contact_id uuid,
  effect_id uuid,
  provider text not null,
  model text not null,
  purpose text not null check (purpose in ('generate_text', 'classify', 'call')),
  status text not null default 'reserved' check (status in ('reserved', 'done', 'refused', 'failed', 'lost')),
  input_tokens bigint not null check (input_tokens >= 0),
  output_tokens bigint not null check (output_tokens >= 0),
  cost_micros bigint not null default 0 check (cost_micros >= 0),
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  foreign key (workspace_id, run_id) references public.workflow_runs (workspace_id, id) on delete set null (run_id),
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete set null (contact_id)
);
comment on table public.generations is 'One request to a language model. While reserved, and when it was lost, tokens and cost are the most it may have used.';
comment on column public.generations.cost_micros is 'Millionths of a US dollar.';
create index generations_used on public.generations (workspace_id, created_at) include (input_tokens, output_tokens, cost_micros);
create index generations_run_fk on public.generations (workspace_id, run_id);
create index generations_contact_fk on public.generations (workspace_id, contact_id);
create index generations_effect on public.generations (workspace_id, effect_id) where effect_id is not null;

call private.protect('generations', member_ops => 'select', worker_ops => 'select,insert,update');
