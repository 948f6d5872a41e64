import { type FieldType, type FormContent, type FormField, hasOptions } from "@/lib/forms";

/** What people call each kind of field. */
export const typeLabels: Record<FieldType, string> = {
  text: "Short text",
  textarea: "Long text",
  email: "Email",
  phone: "Phone",
  number: "Number",
  select: "Dropdown",
  radio: "One choice",
  checkbox: "Checkbox",
  date: "Date",
  hidden: "Hidden value",
};

/** A key made from a label: "First name" → `first_name`; a number is added when it is taken. */
export function keyFrom({ label, taken }: { label: string; taken: string[] }): string {
  const plain = label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 36)
    .replace(/_+$/, "");
  const base = plain === "" || plain === "constructor" ? "field" : plain;
  if (!taken.includes(base)) return base;
  for (let n = 2; ; n++) if (!taken.includes(`${base}_${n}`)) return `${base}_${n}`;
}

/** A new field of a kind, ready to be used: labelled, with a key of its own, mapped where the kind says where to. */
export function newField({ type, content, id }: { type: FieldType; content: FormContent; id: string }): FormField {
  const label = typeLabels[type];
  const mapped = content.fields.map((field) => field.maps_to);
  const target = type === "email" || type === "phone" ? type : "none";
  return {
    id,
    key: keyFrom({ label, taken: content.fields.map((field) => field.key) }),
    type,
    label,
    help: "",
    placeholder: "",
    required: false,
    options:
      hasOptions({ type }) && type !== "checkbox"
        ? ["First choice", "Second choice"].map((text) => ({ value: keyFrom({ label: text, taken: [] }), label: text }))
        : [],
    default_value: "",
    prefill: "",
    maps_to: mapped.includes(target) ? "none" : target,
    overwrite: false,
  };
}

/** The fields with one moved to another place; places outside the list change nothing. */
export function moveField({ fields, from, to }: { fields: FormField[]; from: number; to: number }): FormField[] {
  const moved = fields[from];
  if (!moved || to < 0 || to >= fields.length || from === to) return fields;
  const rest = fields.toSpliced(from, 1);
  return rest.toSpliced(to, 0, moved);
}

/** Changes of a field after which its own settings still fit together. `followLabel`: the key is renamed with the label. */
export function changeField({
  content,
  index,
  change,
  followLabel,
}: {
  content: FormContent;
  index: number;
  change: Partial<FormField>;
  followLabel: boolean;
}): FormContent {
  const before = content.fields[index];
  if (!before) return content;
  const taken = content.fields.filter((_, place) => place !== index).map((field) => field.key);
  const next = { ...before, ...change };
  // Once published, workflows may refer to the key.
  if (followLabel && change.label !== undefined && before.key === keyFrom({ label: before.label, taken }))
    next.key = keyFrom({ label: change.label, taken });
  return { ...content, fields: content.fields.with(index, next) };
}
