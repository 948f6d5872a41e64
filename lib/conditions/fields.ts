export type FieldType = "text" | "number" | "boolean" | "date" | "tags" | "any";

export interface FieldInfo {
  field: string;
  label: string;
  type: FieldType;
}

/** The fields every contact has, in the order a picker lists them. Custom fields are `contact.custom.<key>`. */
export const contactFields: FieldInfo[] = [
  { field: "contact.email", label: "Email", type: "text" },
  { field: "contact.first_name", label: "First name", type: "text" },
  { field: "contact.last_name", label: "Last name", type: "text" },
  { field: "contact.phone", label: "Phone", type: "text" },
  { field: "contact.company", label: "Company", type: "text" },
  { field: "contact.job_title", label: "Job title", type: "text" },
  { field: "contact.status", label: "Status", type: "text" },
  { field: "contact.source", label: "Source", type: "text" },
  { field: "contact.tags", label: "Tags", type: "tags" },
  { field: "contact.score", label: "Score", type: "number" },
  { field: "contact.do_not_contact", label: "Do not contact", type: "boolean" },
  { field: "contact.time_zone", label: "Time zone", type: "text" },
  { field: "contact.locale", label: "Language", type: "text" },
  { field: "contact.owner_id", label: "Owner", type: "text" },
  { field: "contact.created_at", label: "Created", type: "date" },
  { field: "contact.updated_at", label: "Last changed", type: "date" },
  { field: "contact.last_activity_at", label: "Last activity", type: "date" },
];

/** Fields that are no contact's but always there. */
export const contextFields: FieldInfo[] = [
  { field: "trigger.type", label: "What started it", type: "text" },
  { field: "trigger.occurredAt", label: "When it started", type: "date" },
  { field: "now", label: "The present time", type: "date" },
];

/** Where a condition may look. */
export const roots = ["contact", "trigger", "steps", "vars", "run", "workspace", "now"] as const;

const known = new Map([...contactFields, ...contextFields].map((info) => [info.field, info]));

/** What is known of a field: its own entry, or for answers, custom fields and outputs a label made from its name. */
export function fieldInfo(field: string): FieldInfo {
  const info = known.get(field);
  if (info) return info;
  const parts = field.split(".");
  const last = parts.at(-1) ?? field;
  if (parts[0] === "trigger" && parts[1] === "changes" && parts.length >= 4) {
    const label = known.get(`contact.${parts[2]}`)?.label ?? words(parts.at(-2) ?? "");
    return { field, label: `${label} ${last === "from" ? "before" : "after"} the change`, type: "any" };
  }
  return { field, label: words(last), type: "any" };
}

/** "first_name" → "First name". */
export function words(name: string): string {
  const text = name.replace(/[_-]+/g, " ").trim();
  return text === "" ? name : text[0]!.toUpperCase() + text.slice(1);
}
