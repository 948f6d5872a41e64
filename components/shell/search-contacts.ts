import type { ContactSearch } from "./command-menu";

type Found = {
  id: string;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
};

/** Looks up to six contacts of a workspace up by name, email or phone over the product's API. Throws when it refuses. */
export const searchContacts: ContactSearch = async ({ workspace, query, signal }) => {
  const answer = await fetch(`/api/v1/contacts?${new URLSearchParams({ search: query, limit: "6" })}`, {
    headers: { "x-workspace": workspace },
    signal,
  });
  if (!answer.ok) throw new Error(`Search answered ${answer.status}`);
  const page = (await answer.json()) as { data: Found[] };
  return page.data.map((contact) => {
    const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
    const address = contact.email ?? contact.phone ?? "";
    return { id: contact.id, name: name || address || "Unnamed contact", detail: name ? address : "" };
  });
};
