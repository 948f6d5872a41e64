"use client";
import { Plus } from "lucide-react";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { ItemBox } from "@/components/canvas/inspector/item-box";
import { titleOf } from "@/components/canvas/inspector/schema";
import { SchemaForm } from "@/components/canvas/inspector/schema-form";
import { Button } from "@/components/ui/button";

type Item = Record<string, unknown>;

/** A list of equal groups of fields. */
export function ListEditor({ name, schema, path, value, onChange }: FieldProps) {
  const { readOnly } = useInspected();
  const error = useFieldError(path);
  const items = Array.isArray(value) ? (value as Item[]) : [];
  const title = titleOf({ name, schema });
  // "Fields from the answer" is a list of fields.
  const one = (/^(\w+)s /.exec(title)?.[1] ?? title.replace(/s$/, "")).toLowerCase();
  return (
    <fieldset className="grid gap-2" data-field={`config.${path}`}>
      <legend className="pb-1.5 text-sm font-medium">{title}</legend>
      {items.map((item, n) => (
        <ItemBox
          // biome-ignore lint/suspicious/noArrayIndexKey: the items have no identity besides their place
          key={n}
          label={`${one} ${n + 1}`}
          onRemove={
            readOnly
              ? undefined
              : () =>
                  onChange(
                    items.filter((_, other) => other !== n),
                    path,
                  )
          }
        >
          <SchemaForm
            schema={schema.items ?? {}}
            value={item}
            path={`${path}.${n}`}
            onChange={(next, edited) =>
              onChange(
                items.map((other, index) => (index === n ? next : other)),
                edited,
              )
            }
          />
        </ItemBox>
      ))}
      {error ? <p className="text-sm text-failed">{error}</p> : null}
      {readOnly || items.length >= (schema.maxItems ?? 100) ? null : (
        <Button
          variant="outline"
          size="sm"
          className="justify-self-start"
          onClick={() => onChange([...items, emptyItem(schema.items)], path)}
        >
          <Plus aria-hidden />
          Add {one}
        </Button>
      )}
    </fieldset>
  );
}

/** What is not needed stays away: an empty text would count as a value that was given. */
function emptyItem(schema: FieldProps["schema"]["items"]): Item {
  return Object.fromEntries(
    Object.entries(schema?.properties ?? {}).flatMap(([name, field]) =>
      field.default !== undefined
        ? [[name, field.default]]
        : field.type === "string" && schema?.required?.includes(name)
          ? [[name, ""]]
          : [],
    ),
  );
}
