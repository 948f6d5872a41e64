-- Dealing out work by load counts the open contacts of each member.
create index contacts_by_owner on public.contacts (workspace_id, owner_id, status) where deleted_at is null and owner_id is not null;
