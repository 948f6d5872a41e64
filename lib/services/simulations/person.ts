import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";
import type { ContactFacts } from "@/lib/nodes/facts";
import { readContactFacts } from "@/lib/services/runs/contact-facts";

/** Who a test is made with: a contact of the workspace, or a made-up person (`id` null). */
export interface Person {
  id: string | null;
  name: string;
  facts: ContactFacts;
}

/** @throws AppError 422 when there is no such contact */
export async function personFor({ ctx, contactId }: { ctx: ServiceContext; contactId?: string }): Promise<Person> {
  if (!contactId) return { id: null, name: "Ada Sample", facts: sample(ctx.now) };
  const facts = await readContactFacts({ ctx, contactId });
  if (!facts) throw invalid("contact_id", "There is no such contact.");
  const name = [facts.first_name, facts.last_name].filter(Boolean).join(" ");
  return { id: contactId, name: name || facts.email || facts.phone || "Contact", facts };
}

function sample(now: string): ContactFacts {
  return {
    id: "00000000-0000-7000-8000-0000000000aa",
    email: "ada@example.com",
    phone: "+493012345678",
    first_name: "Ada",
    last_name: "Sample",
    company: "Example Ltd",
    job_title: "Founder",
    status: "lead",
    source: "form",
    tags: [],
    score: 0,
    time_zone: null,
    locale: null,
    owner_id: null,
    do_not_contact: false,
    custom: {},
    created_at: now,
    updated_at: now,
    last_activity_at: null,
  };
}
