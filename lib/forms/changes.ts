import type { FormContent } from "@/lib/forms";
import { same } from "@/lib/forms/same";

/** What publishing changes for visitors, one sentence each; empty when nothing does. `before` is null for a first version. */
export function formChanges({ before, after }: { before: FormContent | null; after: FormContent }): string[] {
  if (!before) return [];
  const said: string[] = [];
  const name = (field: { label: string; key: string }) => `“${field.label || field.key}”`;
  const old = new Map(before.fields.map((field) => [field.id, field]));
  const now = new Map(after.fields.map((field) => [field.id, field]));
  for (const field of after.fields) {
    const was = old.get(field.id);
    if (!was) said.push(`Adds the field ${name(field)}.`);
    else if (!same(was, field))
      said.push(
        was.label === field.label
          ? `Changes the field ${name(field)}.`
          : `Changes the field ${name(was)}, now ${name(field)}.`,
      );
  }
  for (const field of before.fields) if (!now.has(field.id)) said.push(`Removes the field ${name(field)}.`);
  const order = (content: FormContent, other: Map<string, unknown>) =>
    content.fields.flatMap((field) => (other.has(field.id) ? [field.id] : [])).join();
  if (order(before, now) !== order(after, old)) said.push("Changes the order of the fields.");
  const differs = (part: keyof FormContent) => !same(before[part], after[part]);
  if (differs("appearance")) said.push("Changes the title or introduction.");
  if (differs("consent")) said.push("Changes what visitors agree to.");
  if (differs("submit_label")) said.push(`Changes the button to “${after.submit_label}”.`);
  if (differs("success")) said.push("Changes what happens after sending.");
  if (differs("capture")) said.push("Changes what is noted about where visitors came from.");
  return said;
}
