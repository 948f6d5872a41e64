-- Whether a machine took a call: known while the call still lasts.

alter table public.calls add column machine boolean not null default false;
comment on column public.calls.machine is 'The provider says that an answering machine took the call.';
alter table public.calls add column asked_at timestamptz;
comment on column public.calls.asked_at is 'When the provider was asked to place the call; null while it surely was not, or refused.';
