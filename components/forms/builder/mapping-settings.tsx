"use client";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { FormField } from "@/lib/forms";
import { targetsFor } from "@/lib/forms/problems";

type Props = { field: FormField; error?: string; onChange: (change: Partial<FormField>) => void };

const words: Record<string, string> = {
  email: "Email",
  phone: "Phone",
  first_name: "First name",
  last_name: "Last name",
  company: "Company",
  job_title: "Job title",
  time_zone: "Time zone",
  locale: "Language",
};

/** Which contact field an answer fills, and whether it may replace what is there. */
export function MappingSettings({ field, error, onChange }: Props) {
  const custom = field.maps_to.startsWith("custom.");
  const target = custom ? "custom" : field.maps_to;
  const allowed = targetsFor(field.type);
  function choose(next: string) {
    const mapped = next === "custom" ? `custom.${field.key}` : next;
    onChange({
      maps_to: mapped as FormField["maps_to"],
      ...(next === "none" || next === "email" ? { overwrite: false } : {}),
    });
  }
  return (
    <div className="grid gap-3 border-t pt-4">
      <Field
        label="Saved on the contact as"
        error={custom ? undefined : error}
        help={target === "none" ? "The answer stays on the submission." : undefined}
      >
        <NativeSelect value={target} onChange={(event) => choose(event.target.value)}>
          <option value="none">Nothing</option>
          {allowed.map((one) => (
            <option key={one} value={one}>
              {words[one]}
            </option>
          ))}
          {!custom && target !== "none" && !allowed.includes(target) ? (
            <option value={target}>{words[target]}</option>
          ) : null}
          <option value="custom">A custom field</option>
        </NativeSelect>
      </Field>
      {custom ? (
        <Field label="Name of the custom field" error={error} help="Small letters, digits and underscores.">
          <Input
            value={field.maps_to.slice("custom.".length)}
            maxLength={40}
            spellCheck={false}
            className="font-mono"
            onChange={(event) => onChange({ maps_to: `custom.${event.target.value}` as FormField["maps_to"] })}
          />
        </Field>
      ) : null}
      {target !== "none" && target !== "email" ? (
        <CheckField
          label="Replace what the contact already has"
          help="Otherwise an answer only fills what is empty. One that differs is marked on the submission."
          checked={field.overwrite}
          onCheckedChange={(on) => onChange({ overwrite: on === true })}
        />
      ) : null}
    </div>
  );
}
