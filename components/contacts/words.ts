import type { z } from "zod";
import type { activity, consent, contactDetail, contactSummary } from "@/lib/api/contracts/contacts";

export type ContactRow = z.output<typeof contactSummary>;
export type ContactFull = z.output<typeof contactDetail>;
export type Activity = z.output<typeof activity>;
export type Consent = z.output<typeof consent>;

export const statusLabels: Record<ContactRow["status"], string> = {
  lead: "Lead",
  qualified: "Qualified",
  customer: "Customer",
  inactive: "Inactive",
};

export const channelLabels: Record<Consent["channel"], string> = {
  email: "Email",
  sms: "SMS",
  whatsapp: "WhatsApp",
  phone: "Phone",
};

export const consentLabels: Record<Consent["status"], string> = {
  granted: "Agreed",
  denied: "Said no",
  unsubscribed: "Unsubscribed",
};

/** Field names as people call them. */
export const fieldLabels: Record<string, string> = {
  email: "Email",
  phone: "Phone",
  first_name: "First name",
  last_name: "Last name",
  company: "Company",
  job_title: "Job title",
  status: "Status",
  source: "Source",
  time_zone: "Time zone",
  locale: "Language",
  owner_id: "Owner",
  do_not_contact: "Do not contact",
};

/** A value of a change, as one short text. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || value === "") return "empty";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
