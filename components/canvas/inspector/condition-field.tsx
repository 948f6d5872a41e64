"use client";
import { ConditionBuilder } from "@/components/canvas/inspector/condition-builder";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { titleOf } from "@/components/canvas/inspector/schema";
import type { Condition } from "@/lib/conditions";

/** A condition with its title and help. One that may be left out starts empty and disappears with its last comparison. */
export function ConditionField({ name, schema, path, value, onChange }: FieldProps) {
  return (
    <fieldset className="grid gap-2" data-field={`config.${path}`}>
      <legend className="pb-1.5 text-sm font-medium">{titleOf({ name, schema })}</legend>
      {schema.description ? <p className="-mt-2 text-sm text-muted-foreground">{schema.description}</p> : null}
      <ConditionBuilder
        path={path}
        value={value as Condition | undefined}
        optional={name === "conditions"}
        onChange={(next) => onChange(next, path)}
      />
    </fieldset>
  );
}
