"use client";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { titleOf } from "@/components/canvas/inspector/schema";
import { CheckField } from "@/components/ui/check-field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { units } from "@/lib/nodes/duration";

/** A length of time that may also be left out: a switch, then amount and unit. */
export function DurationField({ name, schema, path, value, onChange }: FieldProps) {
  const { readOnly, touch } = useInspected();
  const own = useFieldError(path);
  const inner = useFieldError(`${path}.amount`);
  const error = own ?? inner;
  const label = titleOf({ name, schema });
  const duration = typeof value === "object" && value !== null ? (value as { amount?: number; unit?: string }) : null;
  return (
    <div className="grid gap-2" data-field={`config.${path}`}>
      <CheckField
        as="switch"
        label={label}
        help={duration ? undefined : schema.description}
        error={error}
        checked={duration !== null}
        disabled={readOnly}
        onCheckedChange={(checked) => onChange(checked === true ? { amount: 1, unit: "days" } : undefined, path)}
      />
      {duration ? (
        <div className="grid grid-cols-[1fr_1.3fr] gap-2">
          <Input
            type="number"
            min={1}
            aria-label={`${label}: how long`}
            readOnly={readOnly}
            value={duration.amount ?? ""}
            onBlur={() => touch(`${path}.amount`)}
            onChange={(event) =>
              onChange(
                {
                  ...duration,
                  amount: event.currentTarget.value === "" ? undefined : event.currentTarget.valueAsNumber,
                },
                path,
              )
            }
          />
          <NativeSelect
            aria-label={`${label}: unit`}
            disabled={readOnly}
            value={duration.unit ?? "days"}
            onChange={(event) => onChange({ ...duration, unit: event.currentTarget.value }, path)}
          >
            {units.map((unit) => (
              <option key={unit} value={unit}>
                {unit}
              </option>
            ))}
          </NativeSelect>
        </div>
      ) : null}
    </div>
  );
}
