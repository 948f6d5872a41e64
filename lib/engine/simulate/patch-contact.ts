import type { ContactFacts } from "@/lib/nodes/facts";

/** Says what a field takes: the value as it would be stored. Throws, in words, for a value that cannot be. */
export type CheckField = (args: { field: string; value: unknown }) => unknown;

/**
 * What writing `patch` makes of a contact: standard fields by name, custom ones under `custom`; null or an empty text
 * clears. Returns the new contact, the names that got another value and what they were before.
 */
export function patchContact({
  contact,
  patch,
  checkField,
}: {
  contact: ContactFacts;
  patch: Record<string, unknown>;
  checkField: CheckField;
}): { contact: ContactFacts; changed: string[]; changes: Record<string, { from: unknown; to: unknown }> } {
  const after: Record<string, unknown> = { ...contact };
  const changes: Record<string, { from: unknown; to: unknown }> = {};
  const { custom: customPatch, ...fields } = patch;
  for (const [field, raw] of Object.entries(fields)) {
    const value = checkField({ field, value: emptyIsNull(raw) });
    if (after[field] === value) continue;
    changes[field] = { from: after[field] ?? null, to: value };
    after[field] = value;
  }
  const custom = { ...contact.custom };
  for (const [key, raw] of Object.entries((customPatch ?? {}) as Record<string, unknown>)) {
    const value = emptyIsNull(raw);
    const before = custom[key] ?? null;
    if (JSON.stringify(before) === JSON.stringify(value)) continue;
    changes[`custom.${key}`] = { from: before, to: value };
    if (value === null) delete custom[key];
    else custom[key] = value;
  }
  return { contact: { ...after, custom } as unknown as ContactFacts, changed: Object.keys(changes), changes };
}

const emptyIsNull = (value: unknown): unknown => (value === "" || value === undefined ? null : value);
