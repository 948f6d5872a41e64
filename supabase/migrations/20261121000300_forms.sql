-- Forms, their published versions, and what visitors sent.

create table public.forms (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null references public.workspaces (id) on delete cascade,
  public_id text not null unique check (public_id ~ '^[A-Za-z0-9]{10}$'),
  name text not null check (length(name) between 1 and 120),
  status text not null default 'draft' check (status in ('draft', 'published')),
  draft jsonb not null,
  revision int not null default 1,
  published_version_id uuid,
  deleted_at timestamptz,
  created_at timestamptz not null default private.now(),
  updated_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id)
);
create index forms_list on public.forms (workspace_id, created_at desc, id desc) where deleted_at is null;
comment on table public.forms is 'A form: its draft, and the version visitors get while it is published.';

create table public.form_versions (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  form_id uuid not null,
  number int not null,
  content jsonb not null,
  note text not null default '',
  created_at timestamptz not null default private.now(),
  created_by uuid,
  unique (workspace_id, id),
  unique (workspace_id, form_id, number),
  foreign key (workspace_id, form_id) references public.forms (workspace_id, id) on delete cascade
);
alter table public.forms add foreign key (workspace_id, published_version_id)
  references public.form_versions (workspace_id, id) on delete set null (published_version_id);
create index forms_version_fk on public.forms (workspace_id, published_version_id);

create table public.submissions (
  id uuid primary key default private.uuid_v7(),
  workspace_id uuid not null,
  form_id uuid not null,
  version_id uuid not null,
  contact_id uuid,
  nonce text not null,
  answers jsonb not null,
  differs jsonb not null default '{}',
  consent jsonb,
  utm jsonb not null default '{}',
  referrer text,
  ip text,
  user_agent text,
  created_at timestamptz not null default private.now(),
  unique (workspace_id, id),
  unique (workspace_id, form_id, nonce),
  foreign key (workspace_id, form_id) references public.forms (workspace_id, id) on delete cascade,
  foreign key (workspace_id, version_id) references public.form_versions (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references public.contacts (workspace_id, id) on delete set null (contact_id)
);
create index submissions_list on public.submissions (workspace_id, created_at desc, id desc);
create index submissions_by_form on public.submissions (workspace_id, form_id, created_at desc, id desc);
create index submissions_contact_fk on public.submissions (workspace_id, contact_id);
create index submissions_version_fk on public.submissions (workspace_id, version_id);
comment on column public.submissions.nonce is 'Signed render nonce plus a hash of the body: the same form sent twice is one submission.';
comment on column public.submissions.differs is 'Answers that differ from what the contact already had; a visitor never overwrites them unasked.';

call private.protect('forms', worker_ops => 'select');
call private.protect('form_versions', member_ops => 'select,insert', worker_ops => 'select');
call private.protect('submissions', member_ops => 'select,insert,delete', worker_ops => 'select,insert,update');

create function private.submission_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.contact_id is null then return null; end if;
  perform private.record_activity(new.workspace_id, new.contact_id, 'form.submitted', new.form_id::text,
    facts => jsonb_build_object('form_id', new.form_id, 'submission_id', new.id, 'answers', new.answers, 'utm', new.utm,
      'form_name', (select f.name from public.forms f where f.id = new.form_id and f.workspace_id = new.workspace_id)));
  return null;
end $$;
create trigger activity after insert on public.submissions for each row execute function private.submission_activity();

create function private.find_form(of_public_id text)
returns table (workspace_id uuid, form_id uuid)
language sql stable security definer set search_path = '' as $$
  select f.workspace_id, f.id from public.forms f where f.public_id = of_public_id and f.deleted_at is null
$$;
grant execute on function private.find_form(text) to leadloom_app;
