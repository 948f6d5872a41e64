-- Roles, the clock, who-is-asking helpers, and the tenancy tables everything else hangs on.

do $$
declare name text;
begin
  foreach name in array array['app_member', 'app_worker', 'app_runtime'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin noinherit', name);
    end if;
  end loop;
  -- The password is the operator's: no migration ever sets it.
  if not exists (select from pg_roles where rolname = 'leadloom_app') then
    create role leadloom_app login noinherit;
  end if;
end $$;
grant app_member, app_worker, app_runtime to leadloom_app with inherit false, set true;

create extension if not exists pgcrypto with schema extensions;
create extension if not exists btree_gin with schema extensions;
create extension if not exists pg_trgm with schema extensions;

create schema if not exists private;
revoke all on schema private from public;
grant usage on schema private to leadloom_app, app_member, app_worker, app_runtime;
grant usage on schema public to app_member, app_worker;
grant usage on schema extensions to app_member, app_worker;
alter default privileges in schema private revoke execute on functions from public;

-- One clock. Only an administrator can write the offset; the application has no grant on the table.
create table private.clock (
  only_row boolean primary key default true check (only_row),
  shift interval not null default '0'
);
insert into private.clock default values;
comment on table private.clock is 'Offset added to now() everywhere; tests jump days with it.';

create function private.now() returns timestamptz
language sql stable security definer set search_path = '' as
$$ select now() + (select shift from private.clock) $$;

create function private.uuid_v7() returns uuid
language sql volatile set search_path = '' as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
    from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

create function private.role_rank(role text) returns int
language sql immutable set search_path = '' as
$$ select case role when 'owner' then 4 when 'admin' then 3 when 'editor' then 2 when 'viewer' then 1 else 0 end $$;

create function private.touch() returns trigger
language plpgsql set search_path = '' as
$$ begin new.updated_at := private.now(); return new; end $$;

grant execute on function private.now(), private.uuid_v7(),
  private.role_rank(text), private.touch() to leadloom_app, app_member, app_worker, app_runtime;

create table public.workspaces (
  id uuid primary key default private.uuid_v7(),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,46}[a-z0-9]$'),
  name text not null check (length(name) between 1 and 120),
  time_zone text not null default 'UTC',
  sender_name text,
  sender_email text check (sender_email = lower(sender_email)),
  reply_to text check (reply_to = lower(reply_to)),
  postal_address text,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid
);
comment on table public.workspaces is 'The tenant. Everything else belongs to exactly one.';

create table public.workspace_members (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  user_id uuid not null,
  role text not null check (role in ('owner', 'admin', 'editor', 'viewer')),
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  primary key (workspace_id, user_id)
);
create index workspace_members_user on public.workspace_members (user_id);
comment on table public.workspace_members is 'Users in a workspace, with their role.';

create table public.profiles (
  user_id uuid primary key,
  name text not null default '',
  email text not null check (email = lower(email)),
  preferences jsonb not null default '{}',
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now()
);
comment on table public.profiles is 'What the product shows about a user; sign-in itself lives in schema auth.';

create table public.api_keys (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  name text not null check (length(name) between 1 and 120),
  prefix text not null,
  hash text not null unique,
  role text not null default 'editor' check (role in ('admin', 'editor', 'viewer')),
  scopes text[] not null default '{}',
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id)
);
create index api_keys_list on public.api_keys (workspace_id, created_at desc, id desc);
comment on table public.api_keys is 'Keys of the REST API: only a prefix and a SHA-256 hash are kept.';

create table public.connections (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  provider text not null check (provider in ('resend')),
  name text not null check (length(name) between 1 and 120),
  secret text,
  config jsonb not null default '{}',
  status text not null default 'untested' check (status in ('untested', 'healthy', 'failing')),
  last_error text,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  unique (workspace_id, provider)
);
comment on column public.connections.secret is 'AES-256-GCM, bound to workspace and id; never returned.';

create table public.idempotency_keys (
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  key text not null check (length(key) between 1 and 255),
  route text not null,
  body_hash text not null,
  status int,
  response jsonb,
  secret boolean not null default false,
  created_at timestamptz not null default private.now(),
  primary key (workspace_id, key)
);
create index idempotency_keys_age on public.idempotency_keys (created_at);
comment on table public.idempotency_keys is 'Stored answers of guarded POSTs, committed with the write they guard.';

create unlogged table private.rate_limits (
  bucket text not null,
  window_start timestamptz not null,
  hits int not null,
  primary key (bucket, window_start)
);
create index rate_limits_by_age on private.rate_limits (window_start);

create function private.my_workspaces(min_role text) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select m.workspace_id from public.workspace_members m
   where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
     and private.role_rank(m.role) >= private.role_rank(min_role)
  union all
  select k.workspace_id from public.api_keys k
   where k.id = nullif(current_setting('app.api_key_id', true), '')::uuid
     and k.revoked_at is null and (k.expires_at is null or k.expires_at > private.now())
     and private.role_rank(k.role) >= private.role_rank(min_role)
$$;
grant execute on function private.my_workspaces(text) to app_member;

-- Gives a table its row-level security, policies and grants in one line, so that none is forgotten.
-- read_role / write_role: the lowest member role; member_ops and worker_ops: what each role may do at all.
create procedure private.protect(
  tbl text, read_role text default 'viewer', write_role text default 'editor',
  member_ops text default 'select,insert,update,delete', worker_ops text default 'select,insert,update,delete',
  workspace_column text default 'workspace_id'
) language plpgsql set search_path = '' as $$
declare
  op text;
  mine text := '%I = any (array(select private.my_workspaces(%L)))';
  -- Built-in functions only: one of ours with a fixed search path could not be inlined, and this runs in every statement.
  here text := format('%I = nullif((select current_setting(''app.workspace_id'', true)), '''')::uuid', workspace_column);
  rule text;
begin
  execute format('alter table public.%I enable row level security', tbl);
  execute format('revoke all on public.%I from public, anon, authenticated', tbl);
  foreach op in array string_to_array(member_ops, ',') loop
    rule := format(mine, workspace_column, case op when 'select' then read_role else write_role end);
    execute format('grant %s on public.%I to app_member', op, tbl);
    execute format('create policy %I on public.%I for %s to app_member %s', 'member_' || op, tbl, op,
      case op when 'insert' then format('with check (%s)', rule)
              when 'update' then format('using (%s) with check (%s)', rule, rule)
              else format('using (%s)', rule) end);
  end loop;
  foreach op in array string_to_array(worker_ops, ',') loop
    execute format('grant %s on public.%I to app_worker', op, tbl);
    execute format('create policy %I on public.%I for %s to app_worker %s', 'worker_' || op, tbl, op,
      case op when 'insert' then format('with check (%s)', here)
              when 'update' then format('using (%s) with check (%s)', here, here)
              else format('using (%s)', here) end);
  end loop;
  if exists (select from pg_attribute where attrelid = format('public.%I', tbl)::regclass and attname = 'updated_at' and not attisdropped) then
    execute format('create trigger touch before update on public.%I for each row execute function private.touch()', tbl);
  end if;
end $$;

call private.protect('workspaces', write_role => 'admin', member_ops => 'select,update', worker_ops => 'select', workspace_column => 'id');
call private.protect('api_keys', read_role => 'admin', write_role => 'admin', member_ops => 'select,insert,update', worker_ops => 'select');
call private.protect('connections', write_role => 'admin', worker_ops => 'select,update');
call private.protect('idempotency_keys', read_role => 'viewer', write_role => 'viewer', member_ops => 'select,insert,update', worker_ops => 'select,insert,update,delete');
call private.protect('workspace_members', write_role => 'admin', member_ops => 'select', worker_ops => 'select');

-- Only an owner touches owners; nobody adds himself, because that needs a role he does not have yet.
grant insert, update, delete on public.workspace_members to app_member;
create policy member_insert on public.workspace_members for insert to app_member with check (
  workspace_id = any (array(select private.my_workspaces('owner')))
  or (role <> 'owner' and workspace_id = any (array(select private.my_workspaces('admin')))));
create policy member_update on public.workspace_members for update to app_member using (
  workspace_id = any (array(select private.my_workspaces('owner')))
  or (role <> 'owner' and workspace_id = any (array(select private.my_workspaces('admin')))))
with check (
  workspace_id = any (array(select private.my_workspaces('owner')))
  or (role <> 'owner' and workspace_id = any (array(select private.my_workspaces('admin')))));
create policy member_delete on public.workspace_members for delete to app_member using (
  workspace_id = any (array(select private.my_workspaces('owner')))
  or (role <> 'owner' and workspace_id = any (array(select private.my_workspaces('admin')))));

alter table public.profiles enable row level security;
revoke all on public.profiles from public, anon, authenticated;
grant select, update on public.profiles to app_member;
grant select on public.profiles to app_worker;
create policy member_select on public.profiles for select to app_member using (user_id in (
  select m.user_id from public.workspace_members m where m.workspace_id = any (array(select private.my_workspaces('viewer')))));
create policy member_update on public.profiles for update to app_member
  using (user_id = nullif((select current_setting('app.user_id', true)), '')::uuid) with check (user_id = nullif((select current_setting('app.user_id', true)), '')::uuid);
create policy worker_select on public.profiles for select to app_worker using (user_id in (
  select m.user_id from public.workspace_members m where m.workspace_id = nullif((select current_setting('app.workspace_id', true)), '')::uuid));
create trigger touch before update on public.profiles for each row execute function private.touch();

-- The third door: what must be answered before a workspace is known.

create function private.find_api_key(key_hash text)
returns table (id uuid, workspace_id uuid, workspace_slug text, role text, scopes text[])
language plpgsql security definer set search_path = '' as $$
begin
  update public.api_keys k set last_used_at = private.now()
   where k.hash = key_hash and k.revoked_at is null
     and (k.last_used_at is null or k.last_used_at < private.now() - interval '1 minute');
  return query select k.id, k.workspace_id, w.slug, k.role, k.scopes from public.api_keys k
    join public.workspaces w on w.id = k.workspace_id
   where k.hash = key_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > private.now());
end $$;

create function private.my_memberships(of_user uuid)
returns table (workspace_id uuid, slug text, name text, role text, time_zone text)
language sql stable security definer set search_path = '' as $$
  select w.id, w.slug, w.name, m.role, w.time_zone from public.workspace_members m
    join public.workspaces w on w.id = m.workspace_id
   where m.user_id = of_user order by w.created_at, w.id
$$;

create function private.create_workspace(of_user uuid, user_email text, user_name text, workspace_name text, workspace_slug text, zone text)
returns uuid language plpgsql security definer set search_path = '' as $$
declare made uuid := private.uuid_v7();
begin
  insert into public.profiles (user_id, email, name) values (of_user, lower(user_email), coalesce(user_name, ''))
    on conflict (user_id) do nothing;
  insert into public.workspaces (id, slug, name, time_zone, created_by) values (made, workspace_slug, workspace_name, zone, of_user);
  insert into public.workspace_members (workspace_id, user_id, role) values (made, of_user, 'owner');
  return made;
end $$;

-- The user's oldest workspace, made now if there is none yet: two tabs at the first sign-in still end with one.
create function private.first_workspace(of_user uuid, user_email text, user_name text, workspace_name text, workspace_slug text, zone text)
returns uuid language plpgsql security definer set search_path = '' as $$
declare found_id uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('first-workspace:' || of_user, 0));
  select w.id into found_id from public.workspace_members m join public.workspaces w on w.id = m.workspace_id
   where m.user_id = of_user order by w.created_at, w.id limit 1;
  return coalesce(found_id, private.create_workspace(of_user, user_email, user_name, workspace_name, workspace_slug, zone));
end $$;

create function private.hit_rate_limit(of_bucket text, max_hits int, window_seconds int)
returns table (allowed boolean, remaining int, reset_at timestamptz)
language plpgsql security definer set search_path = '' as $$
declare
  started timestamptz := to_timestamp(floor(extract(epoch from clock_timestamp()) / window_seconds) * window_seconds);
  n int;
begin
  -- A counter lost in a crash does no harm; waiting for the disk on every request would.
  perform set_config('synchronous_commit', 'off', true);
  insert into private.rate_limits as r (bucket, window_start, hits) values (of_bucket, started, 1)
    on conflict (bucket, window_start) do update set hits = r.hits + 1 returning r.hits into n;
  -- One new counter in a hundred takes old ones away: whoever makes up accounts and addresses must not fill the disk.
  if n = 1 and random() < 0.01 then
    delete from private.rate_limits where ctid = any (array(select r.ctid from private.rate_limits r
      where r.window_start < started - interval '1 day' order by r.window_start limit 1000 for update skip locked));
  end if;
  return query select n <= max_hits, greatest(max_hits - n, 0), started + make_interval(secs => window_seconds);
end $$;

-- Stored answers of guarded requests are of no use once nobody repeats them. Oldest first, a chunk at a time: one long delete
-- would hold its rows against requests that use a key again.
create function private.forget_old(max_rows int) returns int
language plpgsql security definer set search_path = '' as $$
declare gone int;
begin
  delete from public.idempotency_keys where ctid = any (array(select k.ctid from public.idempotency_keys k
    where k.created_at < private.now() - interval '48 hours' order by k.created_at limit max_rows for update skip locked));
  get diagnostics gone = row_count;
  return gone;
end $$;

create function private.migration_version() returns text
language sql stable security definer set search_path = '' as
$$ select max(version) from supabase_migrations.schema_migrations $$;

grant execute on function private.find_api_key(text), private.my_memberships(uuid),
  private.create_workspace(uuid, text, text, text, text, text),
  private.first_workspace(uuid, text, text, text, text, text), private.hit_rate_limit(text, int, int),
  private.forget_old(int), private.migration_version() to leadloom_app;
