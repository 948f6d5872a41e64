"use client";
import { BranchesEditor } from "@/components/canvas/inspector/branches-editor";
import { choiceLabel } from "@/components/canvas/inspector/choice-label";
import { ChoicesField } from "@/components/canvas/inspector/choices-field";
import { ConditionField } from "@/components/canvas/inspector/condition-field";
import { ContactFieldPicker } from "@/components/canvas/inspector/contact-field-picker";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import { DurationField } from "@/components/canvas/inspector/duration-field";
import { EventsEditor } from "@/components/canvas/inspector/events-editor";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { FormPicker } from "@/components/canvas/inspector/form-picker";
import { HookField } from "@/components/canvas/inspector/hook-field";
import { ListEditor } from "@/components/canvas/inspector/list-editor";
import { titleOf } from "@/components/canvas/inspector/schema";
import { SecretPicker } from "@/components/canvas/inspector/secret-picker";
import { StepPicker } from "@/components/canvas/inspector/step-picker";
import { TextField } from "@/components/canvas/inspector/text-field";
import { ThingPicker, ThingsField } from "@/components/canvas/inspector/thing-picker";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

/** One control of the inspector. The widget a node's author named wins; without one the type decides. */
export function SchemaField(props: FieldProps) {
  const { name, schema, path, value, onChange } = props;
  const label = titleOf({ name, schema });
  const text = typeof value === "string" ? value : "";
  const common = {
    path,
    label,
    help: schema.description,
    placeholder: schema.placeholder ?? (typeof schema.default === "string" ? schema.default : undefined),
    value: text,
    onChange: (next: string) => onChange(next, path),
  };
  switch (schema.widget ?? (schema.enum ? "select" : schema.type)) {
    case "textarea":
      return <TextField {...common} lines="some" />;
    case "markdown":
      return <TextField {...common} lines="many" />;
    case "select":
      return <SelectField {...props} />;
    case "number":
    case "integer":
      return <NumberField {...props} />;
    case "toggle":
    case "boolean":
      return <ToggleField {...props} />;
    case "duration":
      return <DurationField {...props} />;
    case "condition":
      return <ConditionField {...props} />;
    case "choices":
      return <ChoicesField {...props} />;
    case "step":
      return <StepPicker {...props} />;
    case "branches":
      return <BranchesEditor {...props} />;
    case "events":
      return <EventsEditor {...props} />;
    case "list":
      return <ListEditor {...props} />;
    case "segment":
    case "workflow":
    case "member":
      return <ThingPicker {...props} kind={schema.widget as "segment" | "workflow" | "member"} />;
    case "members":
      return <ThingsField {...props} kind="member" />;
    case "workflows":
      return <ThingsField {...props} kind="workflow" />;
    case "secret":
      return <SecretPicker {...props} />;
    case "hook":
      return <HookField {...props} />;
    case "form":
      return (
        <FormPicker
          label={label}
          help={schema.description}
          path={path}
          value={text}
          onChange={(next) => onChange(next, path)}
        />
      );
    case "field":
      return (
        <ContactFieldPicker
          label={label}
          help={schema.description}
          path={path}
          value={text}
          onChange={(next) => onChange(next, path)}
        />
      );
    case "datetime":
      return <DateTimeField {...props} />;
    default:
      return <TextField {...common} />;
  }
}

function SelectField({ name, schema, path, value, onChange }: FieldProps) {
  const { readOnly, touch } = useInspected();
  const error = useFieldError(path);
  const options = schema.enum ?? [];
  const shown = value ?? schema.default ?? "";
  return (
    <Field label={titleOf({ name, schema })} name={`config.${path}`} help={schema.description} error={error}>
      <NativeSelect
        value={String(shown)}
        disabled={readOnly}
        onBlur={() => touch(path)}
        onChange={(event) => onChange(event.currentTarget.value, path)}
      >
        {options.some((option) => option === shown) ? null : <option value="">Choose</option>}
        {options.map((option) => (
          <option key={option} value={option}>
            {choiceLabel(String(option))}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}

function NumberField({ name, schema, path, value, onChange }: FieldProps) {
  const { readOnly, touch } = useInspected();
  const error = useFieldError(path);
  const shown =
    typeof value === "number" ? value : value === undefined && typeof schema.default === "number" ? schema.default : "";
  return (
    <Field label={titleOf({ name, schema })} name={`config.${path}`} help={schema.description} error={error}>
      <Input
        type="number"
        inputMode="numeric"
        min={schema.minimum}
        max={schema.maximum}
        value={shown}
        readOnly={readOnly}
        onBlur={() => touch(path)}
        onChange={(event) =>
          onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.valueAsNumber, path)
        }
      />
    </Field>
  );
}

function ToggleField({ name, schema, path, value, onChange }: FieldProps) {
  const { readOnly } = useInspected();
  return (
    <CheckField
      as="switch"
      label={titleOf({ name, schema })}
      help={schema.description}
      checked={Boolean(value ?? schema.default)}
      disabled={readOnly}
      onCheckedChange={(checked) => onChange(checked === true, path)}
    />
  );
}

function DateTimeField({ name, schema, path, value, onChange }: FieldProps) {
  const { readOnly, touch } = useInspected();
  const error = useFieldError(path);
  return (
    <Field label={titleOf({ name, schema })} name={`config.${path}`} help={schema.description} error={error}>
      <Input
        type="datetime-local"
        value={typeof value === "string" ? value.slice(0, 16) : ""}
        readOnly={readOnly}
        onBlur={() => touch(path)}
        onChange={(event) =>
          onChange(event.currentTarget.value === "" ? "" : `${event.currentTarget.value}:00`.slice(0, 19), path)
        }
      />
    </Field>
  );
}
