"use client";
import { type FieldSchema, isShown, withField } from "@/components/canvas/inspector/schema";
import { SchemaField } from "@/components/canvas/inspector/schema-field";

type Props = {
  schema: FieldSchema;
  value: Record<string, unknown>;
  /** `field` is the path that was edited, inside `config`. */
  onChange: (next: Record<string, unknown>, field: string) => void;
  /** Path of this group inside `config`, "" for the whole. */
  path?: string;
};

/** A form drawn from a JSON Schema: one control per property, chosen by its widget or type. */
export function SchemaForm({ schema, value, onChange, path = "" }: Props) {
  return (
    <div className="grid gap-4">
      {Object.entries(schema.properties ?? {})
        .filter(([, field]) => isShown({ schema: field, siblings: value, group: schema }))
        .map(([name, field]) => (
          <SchemaField
            key={name}
            name={name}
            schema={field}
            path={path ? `${path}.${name}` : name}
            value={value[name]}
            onChange={(next, edited) => onChange(withField({ group: schema, value, name, next }), edited)}
          />
        ))}
    </div>
  );
}
