-- Credentials for calls to other systems, and addresses where other systems report what happened.

create table public.secrets (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 80),
  hosts text[] not null check (cardinality(hosts) between 1 and 20),
  sealed text not null,
  last_used_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  unique (workspace_id, name)
);
create index secrets_list on public.secrets (workspace_id, created_at desc, id desc);
comment on table public.secrets is 'What workflows prove themselves with towards other systems. It goes to the named hosts alone.';
comment on column public.secrets.sealed is 'AES-256-GCM, bound to workspace and id; never returned.';

create table public.inbound_hooks (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 120),
  token text not null unique check (length(token) between 32 and 64),
  signature text not null default 'none' check (signature in ('none', 'hmac_sha256', 'standard')),
  signature_header text check (signature_header = lower(signature_header)),
  sealed text,
  id_header text check (id_header = lower(id_header)),
  mapping jsonb not null default '{}' check (jsonb_typeof(mapping) = 'object'),
  last_received_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  check (signature = 'none' or sealed is not null),
  check (signature <> 'hmac_sha256' or signature_header is not null)
);
create index inbound_hooks_list on public.inbound_hooks (workspace_id, created_at desc, id desc);
comment on table public.inbound_hooks is 'An address another system posts to; triggers name it. Its token is the address.';
comment on column public.inbound_hooks.sealed is 'What the sender signs with; AES-256-GCM, bound to workspace and id; shown once.';
comment on column public.inbound_hooks.mapping is 'Where the contact stands in the payload: { email, phone, first_name, last_name, company } as dotted paths.';

create table public.hook_deliveries (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  hook_id uuid not null,
  contact_id uuid,
  outcome text not null check (outcome in ('accepted', 'no_contact', 'repeated')),
  dedupe_key text,
  headers jsonb,
  payload jsonb,
  received_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  foreign key (workspace_id, hook_id) references public.inbound_hooks (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete set null (contact_id)
);
create index hook_deliveries_list on public.hook_deliveries (workspace_id, hook_id, received_at desc, id desc);
create index hook_deliveries_dedupe on public.hook_deliveries (workspace_id, hook_id, dedupe_key, received_at desc) where dedupe_key is not null;
create index hook_deliveries_contact_fk on public.hook_deliveries (workspace_id, contact_id);
comment on table public.hook_deliveries is 'What arrived at a hook. Only the last ten keep headers (without secrets) and payload; the others tell repeats apart.';

call private.protect('secrets', write_role => 'admin', worker_ops => 'select,update');
call private.protect('inbound_hooks', read_role => 'editor', worker_ops => 'select,update');
call private.protect('hook_deliveries', read_role => 'editor', member_ops => 'select', worker_ops => 'select,insert,update,delete');

create function private.hook_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.outcome = 'accepted' and new.contact_id is not null then
    perform private.record_activity(new.workspace_id, new.contact_id, 'webhook.received', new.hook_id::text,
      facts => jsonb_build_object('hook_id', new.hook_id, 'delivery_id', new.id, 'payload', new.payload,
        'hook_name', (select h.name from public.inbound_hooks h where h.workspace_id = new.workspace_id and h.id = new.hook_id)),
      happened => new.received_at);
  end if;
  return null;
end $$;
revoke all on function private.hook_activity() from public;
create trigger activity after insert on public.hook_deliveries for each row execute function private.hook_activity();

create function private.find_hook(of_token text)
returns table (workspace_id uuid, hook_id uuid, signature text, signature_header text, sealed text, id_header text, moment timestamptz)
language sql stable security definer set search_path = '' as $$
  select h.workspace_id, h.id, h.signature, h.signature_header, h.sealed, h.id_header, private.now()
    from public.inbound_hooks h where h.token = of_token
$$;
revoke all on function private.find_hook(text) from public;
grant execute on function private.find_hook(text) to leadloom_app;
