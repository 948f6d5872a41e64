-- A mail to a member of the team may hold a link that decides in his name: in the built-in mailbox it is his, the owners' and the
-- admins' to read. Mail to contacts stays everybody's.

alter table public.mailbox add column for_user uuid;
comment on column public.mailbox.for_user is 'The member it was written to; null for mail to contacts, which every member may read.';

-- What is there already by the address: mail that is no message to a contact was to a member.
update public.mailbox b set for_user = p.user_id
  from public.workspace_members m join public.profiles p on p.user_id = m.user_id
 where b.message_id is null and m.workspace_id = b.workspace_id and lower(p.email) = lower(b.request ->> 'to');

drop policy member_select on public.mailbox;
create policy member_select on public.mailbox for select to app_member using (
  ((for_user is null or for_user = nullif((select current_setting('app.user_id', true)), '')::uuid)
    and workspace_id = any (array(select private.my_workspaces('viewer'))))
  or workspace_id = any (array(select private.my_workspaces('admin'))));
