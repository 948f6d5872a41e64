import { focused, Optional, Wrong } from "@/components/forms/hosted/field-view";
import type { FormField } from "@/lib/forms";

type Props = { field: FormField; value: string | string[]; error?: string; focus?: boolean };

/** One box, several boxes, or one-of-several buttons. */
export function Choices({ field, value, error, focus }: Props) {
  const id = `f-${field.key}`;
  const chosen = Array.isArray(value) ? value : [value];
  const described = [field.help ? `${id}-help` : "", error ? `${id}-wrong` : ""].filter(Boolean).join(" ") || undefined;
  const invalid = error ? true : undefined;
  if (field.type === "checkbox" && field.options.length === 0)
    return (
      <div className="lf-field">
        <label className="lf-choice">
          <input
            type="checkbox"
            id={id}
            name={field.key}
            value="on"
            defaultChecked={chosen.some((one) => one !== "" && one !== "false")}
            required={field.required}
            {...(focus ? focused : {})}
            aria-invalid={invalid}
            aria-describedby={described}
          />
          <span>{field.label || "Untitled field"}</span>
        </label>
        <Help field={field} id={id} />
        <Wrong id={`${id}-wrong`} error={error} />
      </div>
    );
  const type = field.type === "radio" ? "radio" : "checkbox";
  return (
    <fieldset className="lf-field" aria-describedby={described}>
      <legend className="lf-label">
        {field.label || "Untitled field"}
        <Optional field={field} />
      </legend>
      <Help field={field} id={id} />
      <div className="lf-choices">
        {field.options.map((option, index) => (
          <label key={option.value} className="lf-choice">
            <input
              type={type}
              id={index === 0 ? id : undefined}
              name={field.key}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
              required={type === "radio" && field.required}
              {...(focus && index === 0 ? focused : {})}
              aria-invalid={invalid}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      <Wrong id={`${id}-wrong`} error={error} />
    </fieldset>
  );
}

function Help({ field, id }: { field: FormField; id: string }) {
  return field.help ? (
    <p className="lf-help" id={`${id}-help`}>
      {field.help}
    </p>
  ) : null;
}
