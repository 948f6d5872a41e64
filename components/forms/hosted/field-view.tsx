import { Choices } from "@/components/forms/hosted/choices";
import type { FormField } from "@/lib/forms";

type Props = { field: FormField; value: string | string[]; error?: string; focus?: boolean };

/** One field with its label, help and error. Ids start with `f-`, so that the summary can link to them. */
export function FieldView({ field, value, error, focus }: Props) {
  const id = `f-${field.key}`;
  if (field.type === "hidden") return <p className="lf-notice">Hidden: {field.label || field.key}</p>;
  if (field.type === "radio" || field.type === "checkbox")
    return <Choices field={field} value={value} error={error} focus={focus} />;
  const described = [field.help ? `${id}-help` : "", error ? `${id}-wrong` : ""].filter(Boolean).join(" ") || undefined;
  const text = Array.isArray(value) ? (value[0] ?? "") : value;
  const shared = {
    id,
    name: field.key,
    className: "lf-control",
    defaultValue: text,
    required: field.required,
    ...(focus ? focused : {}),
    "aria-invalid": error ? true : undefined,
    "aria-describedby": described,
    autoComplete:
      autocomplete[field.maps_to] ?? (field.type === "email" ? "email" : field.type === "phone" ? "tel" : undefined),
  } as const;
  return (
    <div className="lf-field">
      <label className="lf-label" htmlFor={id}>
        {field.label || "Untitled field"}
        <Optional field={field} />
      </label>
      {field.help ? (
        <p className="lf-help" id={`${id}-help`}>
          {field.help}
        </p>
      ) : null}
      {field.type === "textarea" ? (
        <textarea {...shared} rows={4} maxLength={5000} placeholder={field.placeholder || undefined} />
      ) : field.type === "select" ? (
        <select {...shared}>
          <option value="">{field.placeholder || "Please choose"}</option>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input {...shared} {...inputs[field.type]} placeholder={field.placeholder || undefined} />
      )}
      <Wrong id={`${id}-wrong`} error={error} />
    </div>
  );
}

/** After a refusal the first wrong input has the focus: the only page on which anything takes it unasked. */
export const focused = { autoFocus: true } as const;

/** Says which fields may be left empty; the rest is required. */
export function Optional({ field }: { field: FormField }) {
  return field.required ? null : <span className="lf-optional"> (optional)</span>;
}

/** The sentence under a refused field. */
export function Wrong({ id, error }: { id: string; error?: string }) {
  return error ? (
    <p className="lf-wrong" id={id}>
      {error}
    </p>
  ) : null;
}

/** A number is typed as text: a number input loses what it cannot read, and changes under a scroll wheel. */
const inputs = {
  text: { type: "text", maxLength: 500 },
  email: { type: "email", maxLength: 254, inputMode: "email" },
  phone: { type: "tel", maxLength: 40, inputMode: "tel" },
  number: { type: "text", maxLength: 40, inputMode: "decimal" },
  date: { type: "date" },
} as const;

/** What browsers may fill in by themselves (WCAG 2.2, 1.3.5 Identify input purpose). */
const autocomplete: Record<string, string> = {
  email: "email",
  phone: "tel",
  first_name: "given-name",
  last_name: "family-name",
  company: "organization",
  job_title: "organization-title",
};
