-- What may be looked up at a provider, and what need not be: only a claim taken over from a dead owner, and only once it was asked.

alter table public.effects add column taken_over boolean not null default false;
comment on column public.effects.taken_over is 'The present claim was taken over from an owner who may have died while it talked to the provider.';
alter table public.messages add column asked_at timestamptz;
comment on column public.messages.asked_at is 'When a provider without idempotency keys was asked to take a text; null again after it refused. Not asked means not sent.';
