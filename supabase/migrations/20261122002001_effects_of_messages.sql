-- A provider's report settles the effect of its message.

create index effects_message_fk on public.effects (workspace_id, message_id) where message_id is not null;
