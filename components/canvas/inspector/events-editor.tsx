"use client";
import { Plus } from "lucide-react";
import { choiceLabel } from "@/components/canvas/inspector/choice-label";
import { ConditionBuilder } from "@/components/canvas/inspector/condition-builder";
import { ContactFieldPicker } from "@/components/canvas/inspector/contact-field-picker";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { FormPicker } from "@/components/canvas/inspector/form-picker";
import { freeId } from "@/components/canvas/inspector/free-id";
import { ItemBox } from "@/components/canvas/inspector/item-box";
import { titleOf } from "@/components/canvas/inspector/schema";
import { TextField } from "@/components/canvas/inspector/text-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import type { Condition } from "@/lib/conditions";

type Awaited = { id: string; name?: string; type?: string; key?: string; conditions?: Condition };

/** Events to wait for, each a way out of its own, with what narrows it: a form, a tag, a field. */
export function EventsEditor({ name, schema, path, value, onChange }: FieldProps) {
  const { readOnly } = useInspected();
  const error = useFieldError(path);
  const items = Array.isArray(value) ? (value as Awaited[]) : [];
  const types = (schema.items?.properties?.type?.enum ?? []).map(String);
  const set = (n: number, next: Awaited, part: string) =>
    onChange(
      items.map((item, index) => (index === n ? next : item)),
      `${path}.${n}.${part}`,
    );
  const add = () => {
    const type = "form.submitted";
    onChange([...items, { id: freeId(items.map((item) => item.id)), name: choiceLabel(type), type }], path);
  };
  return (
    <fieldset className="grid gap-2" data-field={`config.${path}`}>
      <legend className="pb-1.5 text-sm font-medium">{titleOf({ name, schema })}</legend>
      {items.map((item, n) => (
        <ItemBox
          key={item.id}
          label={item.name || `event ${n + 1}`}
          onRemove={
            readOnly
              ? undefined
              : () =>
                  onChange(
                    items.filter((_, other) => other !== n),
                    path,
                  )
          }
          head={
            <Field label={`Event ${n + 1}`} name={`config.${path}.${n}.type`} hideLabel>
              <NativeSelect
                value={item.type ?? ""}
                disabled={readOnly}
                onChange={(event) => {
                  const type = event.currentTarget.value;
                  const named = !item.name || item.name === choiceLabel(item.type ?? "");
                  const { key: _key, ...rest } = item;
                  set(n, { ...rest, type, ...(named && { name: choiceLabel(type) }) }, "type");
                }}
              >
                {types.map((type) => (
                  <option key={type} value={type}>
                    {choiceLabel(type)}
                  </option>
                ))}
              </NativeSelect>
            </Field>
          }
        >
          <KeyField
            item={item}
            path={`${path}.${n}.key`}
            onChange={(key) => set(n, key ? { ...item, key } : without(item, "key"), "key")}
          />
          <TextField
            path={`${path}.${n}.name`}
            label="Label of this way out"
            value={item.name ?? ""}
            onChange={(text) => set(n, { ...item, name: text }, "name")}
          />
          <ConditionBuilder
            optional
            path={`${path}.${n}.conditions`}
            value={item.conditions}
            onChange={(conditions) =>
              set(n, conditions ? { ...item, conditions } : without(item, "conditions"), "conditions")
            }
          />
        </ItemBox>
      ))}
      {error ? <p className="text-sm text-failed">{error}</p> : null}
      {readOnly || items.length >= (schema.maxItems ?? 10) ? null : (
        <Button variant="outline" size="sm" className="justify-self-start" onClick={add}>
          <Plus aria-hidden />
          Add event
        </Button>
      )}
    </fieldset>
  );
}

/** What narrows an event down, asked for in the way that fits the event; nothing where nothing does. */
function KeyField({ item, path, onChange }: { item: Awaited; path: string; onChange: (key: string) => void }) {
  const value = item.key ?? "";
  if (item.type === "form.submitted")
    return <FormPicker label="Form" path={path} value={value} onChange={onChange} anyLabel="Any form" />;
  if (item.type === "contact.updated")
    return (
      <ContactFieldPicker
        label="Field"
        help="Leave empty for any field."
        path={path}
        value={value}
        onChange={onChange}
      />
    );
  if (item.type?.startsWith("contact.tag_"))
    return <TextField path={path} label="Tag" help="Leave empty for any tag." value={value} onChange={onChange} />;
  if (item.type === "webhook.received")
    return (
      <TextField
        path={path}
        label="Webhook address"
        help="Its id. Leave empty for any."
        value={value}
        onChange={onChange}
      />
    );
  if (item.type === "event.received")
    return (
      <TextField
        path={path}
        label="Name of the event"
        help="Leave empty for any event."
        value={value}
        onChange={onChange}
      />
    );
  return null;
}

function without<K extends keyof Awaited>(item: Awaited, name: K): Awaited {
  const { [name]: _gone, ...rest } = item;
  return rest as Awaited;
}
