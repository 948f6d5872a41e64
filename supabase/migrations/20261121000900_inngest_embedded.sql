-- State of the embedded executor: an Inngest-compatible server for one machine. Only the functions below touch these
-- tables, one call per transition, so the login that runs them has no right on any table.
-- No foreign keys: rows are written and removed together by those functions, on the hot path of every run.

do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'app_runtime') then
    create role app_runtime nologin noinherit;
  end if;
end $$;

create schema inngest_embedded;
revoke all on schema inngest_embedded from public;
grant usage on schema inngest_embedded to app_runtime;
alter default privileges in schema inngest_embedded revoke execute on functions from public;

create table inngest_embedded.executor (
  id int generated always as identity primary key,
  name text not null,
  started_at timestamptz not null default private.now()
);
comment on table inngest_embedded.executor is
  'Live executors. Each holds the session advisory lock (7301, id); a free lock means that it died.';

create table inngest_embedded.function (
  id text primary key,
  retries int not null,
  priority int not null default 0,
  priority_path text[],
  key1 text, path1 text[], limit1 int,
  key2 text, path2 text[], limit2 int
);
comment on table inngest_embedded.function is 'Registered functions; keys and paths are compiled from their expressions.';

create table inngest_embedded.trigger (
  event text not null,
  function_id text not null,
  position int not null,
  path text[],
  equals text,
  primary key (event, function_id, position)
);
comment on table inngest_embedded.trigger is 'Which event starts which function, and the one equality it may ask for.';

create table inngest_embedded.cron_slot (
  function_id text not null,
  cron text not null,
  next_at timestamptz not null,
  primary key (function_id, cron)
);
comment on table inngest_embedded.cron_slot is 'The next slot of each cron trigger; moved on by compare and set, so a slot starts one run.';

create table inngest_embedded.event (
  seq bigint generated always as identity primary key,
  payload jsonb not null
);
comment on table inngest_embedded.event is 'Events that started at least one run.';

create table inngest_embedded.run (
  id uuid primary key,
  function_id text not null,
  event_seq bigint not null,
  event_id text,
  status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
  output jsonb,
  error jsonb,
  created_at timestamptz not null,
  finished_at timestamptz
);
create unique index run_once_per_event on inngest_embedded.run (function_id, event_id) where event_id is not null;
create index run_event on inngest_embedded.run (event_seq);
create index run_finished on inngest_embedded.run (finished_at) where finished_at is not null;
comment on table inngest_embedded.run is 'One execution of a function. A finished run is kept for more than 24 h: it remembers its event id.';

create table inngest_embedded.step (
  run_id uuid not null,
  id text not null,
  seq int not null,
  name text,
  data jsonb,
  error jsonb,
  bytes int not null,
  primary key (run_id, id)
);
comment on table inngest_embedded.step is 'Results of steps, in commit order, handed back to the function when it is called again.';

create table inngest_embedded.job (
  id bigint generated always as identity primary key,
  run_id uuid not null unique,
  function_id text not null,
  status text not null check (status in ('ready', 'scheduled', 'parked', 'running')),
  due_at timestamptz not null,
  rank timestamptz not null,
  priority int not null,
  keys text[] not null,
  limits int[] not null,
  attempt int not null default 0,
  generation int not null default 0,
  owner int,
  stops int not null default 0,
  blocked_on text
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_cost_delay = 0);
create index job_ready on inngest_embedded.job (rank, id) where status = 'ready';
create index job_scheduled on inngest_embedded.job (due_at) where status = 'scheduled';
create index job_parked on inngest_embedded.job (blocked_on, rank, id) where status = 'parked';
create index job_running on inngest_embedded.job (owner) where status = 'running';
comment on table inngest_embedded.job is
  'The next call of a live run. rank = due time minus priority seconds. generation grows with every claim and fences results.';

-- Replaces the registered functions. Each: id, retries, priority, priority_path, key1, path1, limit1, key2, path2,
-- limit2, triggers [{ event, path, equals }], crons [{ cron, next }] (next in ms since 1970).
create function inngest_embedded.register(functions jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(7301, 0);
  delete from inngest_embedded.trigger;
  delete from inngest_embedded.cron_slot s where not exists (
    select from jsonb_array_elements(functions) f, jsonb_array_elements(f -> 'crons') c
    where f ->> 'id' = s.function_id and c ->> 'cron' = s.cron);
  insert into inngest_embedded.function
  select f.* from jsonb_to_recordset(functions) as f (
    id text, retries int, priority int, priority_path text[],
    key1 text, path1 text[], limit1 int, key2 text, path2 text[], limit2 int)
  on conflict (id) do update set retries = excluded.retries, priority = excluded.priority,
    priority_path = excluded.priority_path, key1 = excluded.key1, path1 = excluded.path1, limit1 = excluded.limit1,
    key2 = excluded.key2, path2 = excluded.path2, limit2 = excluded.limit2;
  insert into inngest_embedded.trigger
  select t.value ->> 'event', f ->> 'id', t.ordinality,
    (select array_agg(p) from jsonb_array_elements_text(nullif(t.value -> 'path', 'null')) p), t.value ->> 'equals'
  from jsonb_array_elements(functions) f, jsonb_array_elements(f -> 'triggers') with ordinality t;
  insert into inngest_embedded.cron_slot
  select f ->> 'id', c ->> 'cron', to_timestamp((c ->> 'next')::numeric / 1000)
  from jsonb_array_elements(functions) f, jsonb_array_elements(f -> 'crons') c
  on conflict do nothing;
end $$;

-- The concurrency key of one option; a long value is hashed, since keys are indexed.
create function inngest_embedded.key(option text, value text) returns text
language sql immutable set search_path = '' as $$
  select option || case when value is null then '' when length(value) > 200 then md5(value) else value end
$$;

-- Forgets the ids of these events where they were seen more than 24 h ago. One by one: a join would be planned for the
-- empty table that it was first seen with.
create function inngest_embedded.forget(events jsonb, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  seen record;
begin
  for seen in select t.function_id, e ->> 'id' as event_id
    from jsonb_array_elements(events) e join inngest_embedded.trigger t on t.event = e ->> 'name'
  loop
    update inngest_embedded.run r set event_id = null
    where r.function_id = seen.function_id and r.event_id = seen.event_id and r.created_at <= moment - interval '24 hours';
  end loop;
end $$;

-- Takes events [{ id, name, data, ts }] and starts the functions they trigger. An id starts a function once in 24 h.
create function inngest_embedded.ingest(events jsonb, wake boolean) returns int
language plpgsql security definer set search_path = '' as $$
declare
  moment timestamptz := private.now();
  wanted int;
  started int;
begin
  for i in 1..2 loop
    with incoming as materialized (
      select e.value as payload, e.ordinality as n, e.value ->> 'id' as id, (e.value ->> 'ts')::bigint as ts
      from jsonb_array_elements(events) with ordinality e
    ), matched as materialized (
      select distinct on (i.n, f.id) i.n, i.payload, i.id as event_id, f.id as function_id, gen_random_uuid() as run_id,
        -- The real server starts an event more than a year ahead at once.
        case when i.ts > extract(epoch from moment) * 1000 and i.ts < extract(epoch from moment + interval '366 days') * 1000
          then to_timestamp(i.ts / 1000.0) else moment end as due_at,
        greatest(-600, least(600, case when f.priority_path is null then f.priority
          when jsonb_typeof(i.payload #> f.priority_path) = 'number'
          then round((i.payload #>> f.priority_path)::numeric) else 0 end))::int as priority,
        array_remove(array[inngest_embedded.key(f.key1, i.payload #>> f.path1),
          inngest_embedded.key(f.key2, i.payload #>> f.path2)], null) as keys,
        array_remove(array[f.limit1, f.limit2], null) as limits
      from incoming i
      join inngest_embedded.trigger t on t.event = i.payload ->> 'name'
        and (t.path is null or i.payload #>> t.path = t.equals)
      join inngest_embedded.function f on f.id = t.function_id
    ), numbered as materialized (
      select n, payload, nextval('inngest_embedded.event_seq_seq') as seq
      from (select distinct on (n) n, payload from matched order by n) m
    ), runs as (
      insert into inngest_embedded.run (id, function_id, event_seq, event_id, created_at)
      select m.run_id, m.function_id, s.seq, m.event_id, moment from matched m join numbered s using (n) order by m.n
      on conflict (function_id, event_id) where event_id is not null do nothing
      returning id, event_seq
    ), kept as (
      insert into inngest_embedded.event (seq, payload) overriding system value
      select s.seq, s.payload from numbered s where s.seq in (select event_seq from runs)
    ), jobs as (
      insert into inngest_embedded.job (run_id, function_id, status, due_at, rank, priority, keys, limits)
      select m.run_id, m.function_id, case when m.due_at > moment then 'scheduled' else 'ready' end,
        m.due_at, m.due_at - make_interval(secs => m.priority), m.priority, m.keys, m.limits
      from matched m join runs r on r.id = m.run_id order by m.n
      returning 1
    )
    select (select count(*) from matched), (select count(*) from jobs) into wanted, started;
    exit when started = wanted or i = 2;
    -- Some ids were seen before. Those older than 24 h are forgotten and tried once more.
    perform inngest_embedded.forget(events, moment);
  end loop;
  if wake then
    perform pg_notify('inngest_embedded', '');
  end if;
  return started;
end $$;

-- Keeps step results [{ id, name, data, error, bytes }] of a run; null, or the server limit that they break.
create function inngest_embedded.keep_steps(run uuid, steps jsonb) returns text
language plpgsql security definer set search_path = '' as $$
declare
  had int;
  total bigint;
begin
  if steps is null or jsonb_array_length(steps) = 0 then
    return null;
  end if;
  with before as (
    select count(*)::int as n, coalesce(sum(s.bytes), 0) as bytes from inngest_embedded.step s where s.run_id = run
  ), added as (
    insert into inngest_embedded.step (run_id, id, seq, name, data, error, bytes)
    select run, s.value ->> 'id', b.n + s.ordinality, s.value ->> 'name', s.value -> 'data',
      nullif(s.value -> 'error', 'null'), (s.value ->> 'bytes')::int
    from before b, jsonb_array_elements(steps) with ordinality s
    on conflict do nothing
    returning bytes
  )
  select b.n + (select count(*) from added), b.bytes + (select coalesce(sum(a.bytes), 0) from added a)
  into had, total from before b;
  if had > 1000 then
    return 'A run may have at most 1,000 steps';
  elsif total > 32 * 1024 * 1024 then
    return 'The results of all steps of a run may be at most 32 MB';
  end if;
  return null;
end $$;

-- Makes parked jobs ready again, as many per key as its limit has room for.
create function inngest_embedded.unpark(freed text[]) returns int
language plpgsql security definer set search_path = '' as $$
declare
  k text;
  room int;
  woken int := 0;
  n int;
begin
  if not exists (select from inngest_embedded.job where status = 'parked') then
    return 0;
  end if;
  for k in select distinct f from unnest(freed) f loop
    select j.limits[array_position(j.keys, k)] into room
    from inngest_embedded.job j where j.status = 'parked' and j.blocked_on = k limit 1;
    continue when room is null;
    room := room - (select count(*) from inngest_embedded.job j where j.status = 'running' and k = any (j.keys));
    continue when room <= 0;
    update inngest_embedded.job set status = 'ready', blocked_on = null where id in (
      select j.id from inngest_embedded.job j where j.status = 'parked' and j.blocked_on = k
      order by j.rank, j.id limit room);
    get diagnostics n = row_count;
    woken := woken + n;
  end loop;
  return woken;
end $$;

-- Ends a run. A failure tells the function's onFailure by the event inngest/function.failed.
create function inngest_embedded.finish(run uuid, as_status text, result jsonb, cause jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  done record;
begin
  update inngest_embedded.run r set status = as_status, output = result, error = cause, finished_at = private.now()
  where r.id = run and r.status = 'running' returning r.function_id, r.event_seq into done;
  if found and as_status = 'failed' and exists (select from inngest_embedded.trigger where event = 'inngest/function.failed') then
    perform inngest_embedded.ingest((
      select jsonb_build_array(jsonb_build_object(
        'id', 'failed:' || run, 'name', 'inngest/function.failed',
        'ts', floor(extract(epoch from private.now()) * 1000)::bigint,
        'data', jsonb_build_object('function_id', done.function_id, 'run_id', run, 'error', cause,
          'event', e.payload, 'events', jsonb_build_array(e.payload), '_inngest', jsonb_build_object('status', 'Failed'))))
      from inngest_embedded.event e where e.seq = done.event_seq), false);
  end if;
end $$;

-- Keeps steps while their call is running. items [{ job, generation, steps, fail }]; answers 'ok' or 'stale' for each.
create function inngest_embedded.checkpoint(items jsonb) returns text[]
language plpgsql security definer set search_path = '' as $$
declare
  item record;
  run uuid;
  broken text;
  answers text[] := '{}';
begin
  for item in select * from jsonb_to_recordset(items) as i (job bigint, generation int, steps jsonb, fail text) loop
    select j.run_id into run from inngest_embedded.job j
    where j.id = item.job and j.generation = item.generation and j.status = 'running' for no key update;
    if not found then
      answers := answers || 'stale'::text;
      continue;
    end if;
    broken := coalesce(item.fail, inngest_embedded.keep_steps(run, item.steps));
    if broken is not null then
      delete from inngest_embedded.job where id = item.job;
      perform inngest_embedded.finish(run, 'failed', null, jsonb_build_object('name', 'Error', 'message', broken));
    end if;
    answers := answers || case when broken is null then 'ok' else 'stale' end;
  end loop;
  return answers;
end $$;

-- Takes back the jobs of executors whose lock is free, except for the caller's. Twenty lost calls end a run.
create function inngest_embedded.resume(me int) returns text[]
language plpgsql security definer set search_path = '' as $$
declare
  dead int;
  lost record;
  freed text[] := '{}';
begin
  for dead in select e.id from inngest_embedded.executor e where e.id <> me loop
    continue when not pg_try_advisory_xact_lock(7301, dead);
    for lost in
      update inngest_embedded.job set status = 'ready', owner = null, generation = generation + 1, stops = stops + 1
      where owner = dead returning id, run_id, keys, stops
    loop
      freed := freed || lost.keys;
      if lost.stops >= 20 then
        delete from inngest_embedded.job where id = lost.id;
        perform inngest_embedded.finish(lost.run_id, 'failed', null, jsonb_build_object('name', 'Error',
          'message', 'The process stopped 20 times while this run was being executed'));
      end if;
    end loop;
    delete from inngest_embedded.executor where id = dead;
  end loop;
  return freed;
end $$;

-- Registers a live executor: its id, and a lock that the caller's session holds for as long as it lives.
create function inngest_embedded.enter(called text) returns int
language plpgsql security definer set search_path = '' as $$
declare
  me int;
begin
  insert into inngest_embedded.executor (name) values (called) returning id into me;
  perform pg_advisory_lock(7301, me);
  return me;
end $$;

-- Applies finished calls [{ job, generation, owner, kind, steps, delay, output, error }].
-- kind: complete | fail | continue | retry (delay in ms). A result whose job was taken back since is ignored.
create function inngest_embedded.apply(results jsonb, moment timestamptz) returns text[]
language plpgsql security definer set search_path = '' as $$
declare
  r record;
  j record;
  broken text;
  freed text[] := '{}';
begin
  for r in select * from jsonb_to_recordset(results) as t
    (job bigint, generation int, owner int, kind text, steps jsonb, delay bigint, output jsonb, error jsonb)
  loop
    if r.kind in ('complete', 'fail') then
      delete from inngest_embedded.job
      where id = r.job and generation = r.generation and owner = r.owner returning run_id, keys into j;
    elsif r.kind = 'continue' then
      update inngest_embedded.job set status = 'ready', owner = null, attempt = 0
      where id = r.job and generation = r.generation and owner = r.owner returning run_id, keys into j;
    else
      update inngest_embedded.job set status = 'scheduled', owner = null, attempt = attempt + 1,
        due_at = moment + make_interval(secs => r.delay / 1000.0),
        rank = moment + make_interval(secs => r.delay / 1000.0 - priority)
      where id = r.job and generation = r.generation and owner = r.owner returning run_id, keys into j;
    end if;
    continue when not found;
    freed := freed || j.keys;
    broken := inngest_embedded.keep_steps(j.run_id, r.steps);
    if broken is not null then
      delete from inngest_embedded.job where id = r.job;
      perform inngest_embedded.finish(j.run_id, 'failed', null, jsonb_build_object('name', 'Error', 'message', broken));
    elsif r.kind = 'complete' then
      update inngest_embedded.run set status = 'completed', output = r.output, finished_at = moment
      where id = j.run_id;
    elsif r.kind = 'fail' then
      perform inngest_embedded.finish(j.run_id, 'failed', null, r.error);
    end if;
  end loop;
  return freed;
end $$;

-- Claims up to `want` due jobs, best rank first, within the limits of their keys. A job that meets a full key is parked
-- on it and comes back when that key has room, so a crowded workspace never stands in the way of another.
-- Called under the lock of turn(), so that two executors never count the same room.
create function inngest_embedded.claim(me int, want int) returns bigint[]
language plpgsql security definer set search_path = '' as $$
declare
  used jsonb;
  j record;
  k text;
  full_key text;
  seen int := 0;
  picked bigint[] := '{}';
  passed_on text[] := '{}';
begin
  select coalesce(jsonb_object_agg(c.key, c.n), '{}') into used from (
    select u.key, count(*) as n from inngest_embedded.job r, unnest(r.keys) as u (key)
    where r.status = 'running' group by u.key) c;
  for j in select r.id, r.keys, r.limits from inngest_embedded.job r
    where r.status = 'ready' order by r.rank, r.id limit want + 200
  loop
    seen := seen + 1;
    full_key := null;
    for i in 1..cardinality(j.keys) loop
      if coalesce((used ->> j.keys[i])::int, 0) >= j.limits[i] then
        full_key := j.keys[i];
        exit;
      end if;
    end loop;
    if full_key is not null then
      update inngest_embedded.job set status = 'parked', blocked_on = full_key where id = j.id;
      passed_on := passed_on || array_remove(j.keys, full_key);
    else
      foreach k in array j.keys loop
        used := jsonb_set(used, array[k], to_jsonb(coalesce((used ->> k)::int, 0) + 1));
      end loop;
      picked := picked || j.id;
      exit when cardinality(picked) = want;
    end if;
  end loop;
  if cardinality(picked) > 0 then
    update inngest_embedded.job set status = 'running', owner = me, generation = generation + 1 where id = any (picked);
  end if;
  -- A parked job may have been woken for another of its keys: hand that room to the next in line.
  if cardinality(passed_on) > 0 then
    perform inngest_embedded.unpark(passed_on);
  end if;
  return picked;
end $$;

-- One turn of an executor in one round trip: apply results, take back what died (when `check_dead`), claim `want` jobs.
-- known: ids of the caller's running jobs after an answer was lost; its other jobs are given back. Otherwise null.
-- Answers { now, next_in (ms to the next scheduled job or cron slot), more, jobs, crons }.
create function inngest_embedded.turn(me int, results jsonb, want int, known bigint[], check_dead boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  moment timestamptz := private.now();
  freed text[];
  picked bigint[] := '{}';
begin
  perform pg_advisory_xact_lock(7301, 0);
  freed := inngest_embedded.apply(results, moment);
  if known is not null then
    update inngest_embedded.job set status = 'ready', owner = null, generation = generation + 1
    where owner = me and status = 'running' and id <> all (known);
  end if;
  if check_dead then
    freed := freed || inngest_embedded.resume(me);
    -- A net under the wake-ups: every key that has somebody waiting.
    freed := freed || array(select distinct blocked_on from inngest_embedded.job where status = 'parked');
  end if;
  if cardinality(freed) > 0 then
    perform inngest_embedded.unpark(freed);
  end if;
  update inngest_embedded.job set status = 'ready' where id in (
    select id from inngest_embedded.job where status = 'scheduled' and due_at <= moment order by due_at limit 500);
  if want > 0 then
    picked := inngest_embedded.claim(me, want);
  end if;
  return jsonb_build_object(
    'now', floor(extract(epoch from moment) * 1000)::bigint,
    'next_in', (select greatest(0, ceil(extract(epoch from least(
      (select min(due_at) from inngest_embedded.job where status = 'scheduled'),
      (select min(next_at) from inngest_embedded.cron_slot)) - moment) * 1000))),
    'more', want > cardinality(picked) and exists (select from inngest_embedded.job where status = 'ready'),
    'crons', (select jsonb_agg(jsonb_build_object('function', function_id, 'cron', cron,
        'slot', floor(extract(epoch from next_at) * 1000)::bigint))
      from inngest_embedded.cron_slot where next_at <= moment),
    'jobs', (select jsonb_agg(jsonb_build_object('job', j.id, 'generation', j.generation, 'run', j.run_id,
        'function', j.function_id, 'attempt', j.attempt, 'retries', f.retries, 'event', e.payload,
        'steps', (select jsonb_agg(jsonb_build_object('id', s.id, 'data', s.data, 'error', s.error) order by s.seq)
          from inngest_embedded.step s where s.run_id = j.run_id)) order by j.rank, j.id)
      from inngest_embedded.job j
      -- offset 0 keeps this order of look-ups, whatever the planner once knew about the tables.
      cross join lateral (select r.event_seq from inngest_embedded.run r where r.id = j.run_id offset 0) r
      cross join lateral (select e.payload from inngest_embedded.event e where e.seq = r.event_seq offset 0) e
      cross join lateral (select f.retries from inngest_embedded.function f where f.id = j.function_id offset 0) f
      where j.id = any (picked)));
end $$;

-- Starts one run for a cron slot and moves the slot on (both in ms since 1970); false when another executor did.
-- With `alone`, a slot is passed over while an earlier run of the function is unfinished.
create function inngest_embedded.fire(called text, schedule text, slot bigint, next bigint, alone boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update inngest_embedded.cron_slot set next_at = to_timestamp(next / 1000.0)
  where function_id = called and cron = schedule and floor(extract(epoch from next_at) * 1000)::bigint = slot;
  if not found then
    return false;
  end if;
  if not alone or not exists (select from inngest_embedded.job where function_id = called) then
    perform inngest_embedded.ingest(jsonb_build_array(jsonb_build_object(
      'id', 'cron:' || schedule || ':' || slot, 'name', 'inngest/scheduled.timer', 'ts', slot,
      'data', jsonb_build_object('cron', schedule, 'function_id', called))), false);
  end if;
  return true;
end $$;

-- Cancels a live run; its running call is told at its next checkpoint.
create function inngest_embedded.cancel(run uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  j record;
begin
  perform pg_advisory_xact_lock(7301, 0);
  delete from inngest_embedded.job where run_id = run returning keys into j;
  if not found then
    return false;
  end if;
  perform inngest_embedded.finish(run, 'cancelled', null, null);
  perform inngest_embedded.unpark(j.keys);
  return true;
end $$;

-- Removes up to `chunk` runs that finished more than 25 hours ago, with their steps and events.
create function inngest_embedded.prune(chunk int) returns int
language plpgsql security definer set search_path = '' set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  gone uuid[];
  seqs bigint[];
begin
  with removed as (
    delete from inngest_embedded.run r where r.id = any (array(
      select id from inngest_embedded.run where finished_at < private.now() - interval '25 hours'
      order by finished_at limit chunk))
    returning r.id, r.event_seq
  )
  select array_agg(id), array_agg(event_seq) into gone, seqs from removed;
  if gone is null then
    return 0;
  end if;
  delete from inngest_embedded.step where run_id = any (gone);
  delete from inngest_embedded.event e where e.seq = any (seqs)
    and not exists (select from inngest_embedded.run r where r.event_seq = e.seq);
  return cardinality(gone);
end $$;

-- How many jobs could be worked on now: 0 means that everything due is finished.
create function inngest_embedded.pending() returns bigint
language sql stable security definer set search_path = '' as $$
  select count(*) from inngest_embedded.job where status <> 'scheduled' or due_at <= private.now()
$$;

revoke execute on all functions in schema inngest_embedded from public;
grant execute on function
  inngest_embedded.register(jsonb), inngest_embedded.ingest(jsonb, boolean), inngest_embedded.checkpoint(jsonb),
  inngest_embedded.enter(text), inngest_embedded.turn(int, jsonb, int, bigint[], boolean),
  inngest_embedded.fire(text, text, bigint, bigint, boolean), inngest_embedded.cancel(uuid),
  inngest_embedded.prune(int), inngest_embedded.pending()
  to app_runtime;
