-- PostgreSQL plans the body of an SQL function with a fixed search path anew in every statement that calls it; a PL/pgSQL
-- body is planned once for each connection. These are called by column defaults, triggers and policies, many times in each run.

-- The offset is looked up once for each transaction of the app; whoever comes by another way reads it each time.
create or replace function private.now() returns timestamptz
language plpgsql stable security definer set search_path = '' as $$
declare shift text := current_setting('app.clock_shift', true);
begin
  if shift is null or shift = '' then
    return now() + (select c.shift from private.clock c);
  end if;
  return now() + shift::interval;
end $$;

create function private.open_clock() returns timestamptz
language plpgsql security definer set search_path = '' as $$
begin
  perform set_config('app.clock_shift', (select c.shift::text from private.clock c), true);
  return private.now();
end $$;
revoke all on function private.open_clock() from public;
grant execute on function private.open_clock() to leadloom_app;

create or replace function private.uuid_v7() returns uuid
language plpgsql volatile set search_path = '' as $$
begin
  return encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
    from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;
end $$;

create or replace function private.role_rank(role text) returns int
language plpgsql immutable set search_path = '' as $$
begin
  return case role when 'owner' then 4 when 'admin' then 3 when 'editor' then 2 when 'viewer' then 1 else 0 end;
end $$;

create or replace function private.my_workspaces(min_role text) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select m.workspace_id from public.workspace_members m
     where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
       and private.role_rank(m.role) >= private.role_rank(min_role)
    union all
    select k.workspace_id from public.api_keys k
     where k.id = nullif(current_setting('app.api_key_id', true), '')::uuid
       and k.revoked_at is null and (k.expires_at is null or k.expires_at > private.now())
       and private.role_rank(k.role) >= private.role_rank(min_role);
end $$;

create or replace function private.is_awaited(ws uuid, kind text, look_up text, fields text[]) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return kind in ('contact.deleted', 'workflow.requested')
    or exists (select from public.workflow_triggers t where t.workspace_id = ws and t.event_type = kind
      and (t.key is null or t.key = look_up or t.key = any (fields)))
    or exists (select from private.awaited_events a where a.workspace_id = ws and a.event_type = kind);
end $$;

-- Tags change far more often than what has to be compared field by field.
create or replace function private.contact_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  tracked text[] := array['email','phone','first_name','last_name','company','job_title','status','source','time_zone','locale','owner_id','do_not_contact'];
  before jsonb; after jsonb; field text; diff jsonb := '{}'; names text[] := '{}'; one text;
begin
  if tg_op = 'INSERT' then
    perform private.record_activity(new.workspace_id, new.id, 'contact.created', facts => jsonb_build_object('source', new.source), happened => new.created_at);
    foreach one in array new.tags loop
      perform private.record_activity(new.workspace_id, new.id, 'contact.tag_added', lower(one), facts => jsonb_build_object('tag', one));
    end loop;
    return null;
  end if;
  if old.deleted_at is null and new.deleted_at is not null then
    perform private.record_activity(new.workspace_id, new.id, 'contact.deleted');
    return null;
  end if;
  if old.deleted_at is not null and new.deleted_at is null then
    perform private.record_activity(new.workspace_id, new.id, 'contact.restored');
  end if;
  if (old.email, old.phone, old.first_name, old.last_name, old.company, old.job_title, old.status, old.source, old.time_zone, old.locale, old.owner_id, old.do_not_contact)
    is distinct from (new.email, new.phone, new.first_name, new.last_name, new.company, new.job_title, new.status, new.source, new.time_zone, new.locale, new.owner_id, new.do_not_contact)
  then
    before := to_jsonb(old);
    after := to_jsonb(new);
    foreach field in array tracked loop
      if before -> field is distinct from after -> field then
        names := names || field;
        diff := diff || jsonb_build_object(field, jsonb_build_object('from', before -> field, 'to', after -> field));
      end if;
    end loop;
  end if;
  if old.custom is distinct from new.custom then
    for field in select jsonb_object_keys(old.custom || new.custom) loop
      if old.custom -> field is distinct from new.custom -> field then
        names := names || ('custom.' || field);
        diff := diff || jsonb_build_object('custom.' || field, jsonb_build_object('from', old.custom -> field, 'to', new.custom -> field));
      end if;
    end loop;
  end if;
  if cardinality(names) > 0 then
    perform private.record_activity(new.workspace_id, new.id, 'contact.updated', fields => names, diff => diff);
  end if;
  if old.tags is distinct from new.tags then
    for one in select unnest(new.tags) except select unnest(old.tags) loop
      perform private.record_activity(new.workspace_id, new.id, 'contact.tag_added', lower(one), facts => jsonb_build_object('tag', one));
    end loop;
    for one in select unnest(old.tags) except select unnest(new.tags) loop
      perform private.record_activity(new.workspace_id, new.id, 'contact.tag_removed', lower(one), facts => jsonb_build_object('tag', one));
    end loop;
  end if;
  return null;
end $$;
