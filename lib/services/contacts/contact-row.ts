import type { z } from "zod";
import type { contactSummary } from "@/lib/api/contracts/contacts";

/** The columns the API shows. */
export const contactColumns = [
  "id",
  "email",
  "phone",
  "first_name",
  "last_name",
  "company",
  "job_title",
  "status",
  "source",
  "tags",
  "custom",
  "score",
  "time_zone",
  "locale",
  "owner_id",
  "do_not_contact",
  "last_activity_at",
  "created_at",
  "updated_at",
] as const;

type Row = Omit<z.input<typeof contactSummary>, "name" | "status" | "custom"> & { status: string; custom: unknown };

/** What to call a contact: name, else address, else number. */
export function contactName(row: {
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  phone?: string | null;
}): string {
  return [row.first_name, row.last_name].filter(Boolean).join(" ") || row.email || row.phone || "Unnamed contact";
}

/** A row as the API shows it. */
export function toContact(row: Row): z.input<typeof contactSummary> {
  return { ...(row as unknown as z.input<typeof contactSummary>), name: contactName(row) };
}
