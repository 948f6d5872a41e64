-- How far a bulk enrolment is: people looked at, of which those asked in are a part where conditions choose.

alter table public.bulk_enrolments add column looked_at int not null default 0;
comment on column public.bulk_enrolments.total is 'People to look at, counted when it was made; people who are added meanwhile are looked at too.';
