import type { ContactSearch } from "./command-menu";

/** Up to six contacts of a workspace whose name, email or phone matches. Throws an ApiError when the API refuses. */
export const searchContacts: ContactSearch = async ({ workspace, query, signal }) => {
  // Loaded at the first search: the shell is on every screen and should not carry schemas most of them never use.
  const [{ createClient }, { contacts }] = await Promise.all([
    import("@/lib/api/client"),
    import("@/lib/api/contracts/contacts"),
  ]);
  const page = await createClient({ workspace })(contacts.list, { search: query, limit: 6 }, { signal });
  return page.data.map((contact) => {
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
    const address = contact.email ?? contact.phone ?? "";
    return { id: contact.id, name: name || address || "Unnamed contact", detail: name ? address : "" };
  });
};
