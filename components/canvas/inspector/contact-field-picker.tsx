"use client";
import { useState } from "react";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { contactFields } from "@/lib/conditions/fields";

const CUSTOM = "custom.";
/** What the product keeps by itself and nobody writes or watches by hand. */
const kept = new Set(["email", "tags", "updated_at", "score", "do_not_contact", "owner_id"]);
const choices = contactFields.map(({ field, label }) => ({ value: field.slice("contact.".length), label }));

type Props = {
  label: string;
  help?: string;
  path: string;
  value: string;
  onChange: (field: string) => void;
  hideLabel?: boolean;
};

/** Chooses a field of the contact, or names one of the workspace's own. Values are without `contact.`. */
export function ContactFieldPicker({ label, help, path, value, onChange, hideLabel }: Props) {
  const { readOnly, touch } = useInspected();
  const error = useFieldError(path);
  const [naming, setNaming] = useState(value.startsWith(CUSTOM));
  const own = naming || value.startsWith(CUSTOM);
  // A list of fields to write leaves out what only the product writes.
  const offered = path.startsWith("fields.")
    ? choices.filter((choice) => !kept.has(choice.value) && !/_at$/.test(choice.value))
    : choices;
  return (
    <div className="grid gap-1.5">
      <Field label={label} name={`config.${path}`} help={own ? undefined : help} error={error} hideLabel={hideLabel}>
        <NativeSelect
          value={own ? CUSTOM : value}
          disabled={readOnly}
          onBlur={() => touch(path)}
          onChange={(event) => {
            const next = event.currentTarget.value;
            setNaming(next === CUSTOM);
            onChange(next === CUSTOM ? "" : next);
          }}
        >
          <option value="">{help?.startsWith("Leave empty") ? "Any field" : "Choose a field"}</option>
          {offered.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
          {value && !own && !offered.some((choice) => choice.value === value) ? (
            <option value={value}>{value}</option>
          ) : null}
          <option value={CUSTOM}>A field of your own</option>
        </NativeSelect>
      </Field>
      {own ? (
        <Input
          aria-label="Name of your own field"
          placeholder="plan"
          readOnly={readOnly}
          value={value.startsWith(CUSTOM) ? value.slice(CUSTOM.length) : ""}
          onChange={(event) => {
            const name = event.currentTarget.value.replace(/[^A-Za-z0-9_-]/g, "_").slice(0, 60);
            onChange(name ? `${CUSTOM}${name}` : "");
          }}
        />
      ) : null}
    </div>
  );
}
