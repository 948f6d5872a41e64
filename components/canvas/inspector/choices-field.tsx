"use client";
import { choiceLabel } from "@/components/canvas/inspector/choice-label";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { titleOf } from "@/components/canvas/inspector/schema";
import { CheckField } from "@/components/ui/check-field";

/** Several of a fixed list of choices, kept in the order of the list. */
export function ChoicesField({ name, schema, path, value, onChange }: FieldProps) {
  const { readOnly } = useInspected();
  const error = useFieldError(path);
  const choices = schema.items?.enum ?? [];
  const given = value ?? schema.default;
  const chosen = Array.isArray(given) ? given : [];
  return (
    <fieldset className="grid gap-2" data-field={`config.${path}`}>
      <legend className="pb-1.5 text-sm font-medium">{titleOf({ name, schema })}</legend>
      <div className="grid grid-cols-2 gap-2">
        {choices.map((choice) => (
          <CheckField
            key={choice}
            label={choiceLabel(String(choice))}
            checked={chosen.includes(choice)}
            disabled={readOnly}
            onCheckedChange={(checked) =>
              onChange(
                choices.filter((one) => (one === choice ? checked === true : chosen.includes(one))),
                path,
              )
            }
          />
        ))}
      </div>
      {schema.description ? <p className="text-sm text-muted-foreground">{schema.description}</p> : null}
      {error ? <p className="text-sm text-failed">{error}</p> : null}
    </fieldset>
  );
}
