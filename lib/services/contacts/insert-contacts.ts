import type { ServiceContext } from "@/lib/db/scoped";

interface Known {
  email: string;
  first_name: string;
  last_name: string;
  company: string;
  job_title: string;
  status: string;
  source: string;
  tags: string[];
  /** ISO 8601: when the contact was first known. */
  created_at: string;
}

/** Adds many contacts with their own dates; addresses already there are left as they are. Returns how many were added. */
export async function insertContacts({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { contacts: Known[] };
}): Promise<number> {
  const made = await ctx.db
    .insertInto("contacts")
    .values(input.contacts.map((contact) => ({ ...contact, workspace_id: ctx.workspaceId })))
    .onConflict((c) =>
      c.columns(["workspace_id", "email"]).where("deleted_at", "is", null).where("email", "is not", null).doNothing(),
    )
    .returning("id")
    .execute();
  return made.length;
}
