import type { Metadata } from "next";
import { ContactList } from "@/components/contacts/contact-list";
import { PageBody } from "@/components/shell/page-body";
import { contacts } from "@/lib/api/contracts/contacts";
import { memberPage } from "@/lib/auth/page";
import { listContacts } from "@/lib/services/contacts/list-contacts";
import { listTags } from "@/lib/services/contacts/list-tags";

export const metadata: Metadata = { title: "Contacts" };

type Props = { params: Promise<{ workspace: string }>; searchParams: Promise<Record<string, string | undefined>> };

/** Everybody the workspace knows. */
export default async function ContactsPage({ params, searchParams }: Props) {
  const { read } = await memberPage(params);
  const { search, tag, status, new: creating } = await searchParams;
  const parsed = contacts.list.query.safeParse({
    search: search || undefined,
    tag: tag || undefined,
    status: status || undefined,
    count: "exact",
  });
  const filters = parsed.success ? parsed.data : contacts.list.query.parse({ count: "exact" });
  const [page, tags] = await Promise.all([read(({ ctx }) => listContacts({ ctx, input: filters })), read(listTags)]);
  return (
    <PageBody wide>
      <ContactList
        initial={page}
        count={page.count ?? 0}
        filters={{ search: filters.search, tag: filters.tag, status: filters.status }}
        tags={tags.data}
        creating={creating === "1"}
      />
    </PageBody>
  );
}
