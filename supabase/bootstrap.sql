-- What a bare PostgreSQL cluster lacks and hosted Supabase already has: its roles, schema "extensions", schema "auth".
-- Run by the embedded database control as superuser supabase_admin inside each database; safe to run again.
-- Roles belong to the whole cluster; passwords are set by the caller, never here.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('supabase_auth_admin', 'nologin noinherit'),
      ('lite_api', 'login inherit'),
      -- No superuser, as on hosted: a migration that hosted would refuse is refused here too.
      ('postgres', 'login nosuperuser createdb createrole replication bypassrls')
    ) as r (name, options)
  loop
    if not exists (select from pg_catalog.pg_roles where rolname = wanted.name) then
      execute format('create role %I', wanted.name);
    end if;
    execute format('alter role %I with %s', wanted.name, wanted.options);
  end loop;
end
$$;

grant anon, authenticated, service_role to postgres with admin option, inherit true, set true;
grant supabase_auth_admin to lite_api with inherit true, set true;

create schema if not exists extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role;

create schema if not exists auth authorization supabase_auth_admin;
grant usage on schema auth to anon, authenticated, service_role, postgres;

set role supabase_auth_admin;

-- {{auth tables}}  (replaced by the tables of @supabase/lite, so that the library and the schema never differ)

-- Columns of hosted auth.users that seeds written for hosted name.
alter table auth.users add column if not exists instance_id uuid;
alter table auth.users add column if not exists is_super_admin boolean;

create or replace function auth.jwt() returns jsonb
  language sql stable set search_path = ''
  return coalesce(nullif(current_setting('request.jwt.claims', true), '')::jsonb, '{}'::jsonb);

create or replace function auth.uid() returns uuid
  language sql stable set search_path = ''
  return nullif(auth.jwt() ->> 'sub', '')::uuid;

create or replace function auth.role() returns text
  language sql stable set search_path = ''
  return auth.jwt() ->> 'role';

create or replace function auth.email() returns text
  language sql stable set search_path = ''
  return auth.jwt() ->> 'email';

grant select, insert, update, delete, references, trigger on all tables in schema auth to postgres;
grant execute on all functions in schema auth to postgres, anon, authenticated, service_role;

reset role;
