-- Whether the cost of a question to a language model is one: of a model nobody knows the price of it is only what counts towards limits.

alter table public.generations add column price_known boolean not null default true;
comment on column public.generations.price_known is 'False: nobody knows what the model costs; cost_micros is that of the dearest known one, for the limits alone.';

alter table public.effects alter column cost_micros drop not null;
comment on column public.effects.cost_micros is 'What the provider charged, in millionths of one unit of cost_currency; null when nobody knows.';
