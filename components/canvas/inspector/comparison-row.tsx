"use client";
import { X } from "lucide-react";
import { ChoiceValue, takesChoice } from "@/components/canvas/inspector/choice-value";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import { FieldChooser } from "@/components/canvas/inspector/field-chooser";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { Comparison } from "@/lib/conditions";
import { type FieldType, fieldInfo } from "@/lib/conditions/fields";
import type { ConditionValue } from "@/lib/conditions/operator";
import { type OperatorId, operators, operatorsFor } from "@/lib/conditions/operators";

type Props = { path: string; value: Comparison; onChange: (next: Comparison) => void; onRemove: () => void };

/** One comparison: what, how, with which value. The operators offered fit the kind of field. */
export function ComparisonRow({ path, value, onChange, onRemove }: Props) {
  const { readOnly, variables, touch } = useInspected();
  const errors = [useFieldError(`${path}.field`), useFieldError(`${path}.op`), useFieldError(`${path}.value`)];
  const error = errors.find(Boolean);
  const entryOf = (field: string) => variables.flatMap((group) => group.entries).find((entry) => entry.path === field);
  const known = entryOf(value.field);
  const type: FieldType = known?.type ?? fieldInfo(value.field).type;
  const kind = operators[value.op]?.value ?? "one";
  const fitting = operatorsFor(type);
  const present = operators[value.op];
  const offered = !present || fitting.includes(present) ? fitting : [present, ...fitting];
  const valueProps = {
    value: value.value,
    invalid: Boolean(errors[2]),
    onBlur: () => touch(`${path}.value`),
    onChange: (next: ConditionValue) => onChange({ ...value, value: next }),
  };
  return (
    <div className="grid gap-1.5 rounded-md border p-2">
      <div className="flex gap-1">
        <FieldChooser
          value={value.field}
          onChange={(field, nextType) => {
            touch(`${path}.field`);
            const fits = operators[value.op]?.fields.includes(nextType);
            const op = fits ? value.op : (operatorsFor(nextType)[0]?.id as OperatorId);
            // What fits another question is no answer to one with choices.
            const keeps = !entryOf(field)?.choices;
            onChange(shaped({ field, op, value: keeps ? value.value : "" }));
          }}
        />
        {readOnly ? null : (
          <Button variant="ghost" size="icon-sm" aria-label="Remove this condition" onClick={onRemove}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      <NativeSelect
        aria-label="How to compare"
        disabled={readOnly}
        value={value.op}
        onChange={(event) => onChange(shaped({ ...value, op: event.currentTarget.value as OperatorId }))}
      >
        {offered.map((operator) => (
          <option key={operator.id} value={operator.id}>
            {operator.label}
          </option>
        ))}
      </NativeSelect>
      {known?.choices && takesChoice(value.op) ? (
        <ChoiceValue choices={known.choices} many={kind === "many"} {...valueProps} />
      ) : (
        <ValueInputs kind={kind} op={value.op} type={type} {...valueProps} />
      )}
      {error ? <p className="text-sm text-failed">{error}</p> : null}
    </div>
  );
}

type ValueProps = {
  kind: string;
  op: OperatorId;
  type: FieldType;
  value: ConditionValue | undefined;
  invalid: boolean;
  onBlur: () => void;
  onChange: (next: ConditionValue) => void;
};

function ValueInputs({ kind, op, type, value, invalid, onBlur, onChange }: ValueProps) {
  const { readOnly } = useInspected();
  const wanted = operators[op]?.valueType ?? type;
  const input = wanted === "date" ? "date" : wanted === "number" || kind === "days" ? "number" : "text";
  const shared = { readOnly, onBlur, "aria-invalid": invalid || undefined } as const;
  if (kind === "none") return null;
  if (kind === "many")
    return (
      <Input
        {...shared}
        aria-label="Values, separated by commas"
        placeholder="One, another"
        defaultValue={Array.isArray(value) ? value.join(", ") : ""}
        onChange={(event) =>
          onChange(
            event.currentTarget.value
              .split(",")
              .map((text) => text.trim())
              .filter(Boolean),
          )
        }
      />
    );
  if (kind === "pair") {
    const [from, to] = Array.isArray(value) ? value : [];
    const kindOfPair = type === "date" ? "date" : type === "number" ? "number" : "text";
    return (
      <div className="grid grid-cols-2 gap-1.5">
        <Input
          {...shared}
          type={kindOfPair}
          aria-label="From"
          value={from ?? ""}
          onChange={(event) => onChange([event.currentTarget.value, to ?? ""])}
        />
        <Input
          {...shared}
          type={kindOfPair}
          aria-label="To"
          value={to ?? ""}
          onChange={(event) => onChange([from ?? "", event.currentTarget.value])}
        />
      </div>
    );
  }
  const single = Array.isArray(value) ? value[0] : value;
  const isSet = String(single) === "true" || String(single) === "false";
  if (type === "boolean")
    return (
      <NativeSelect
        aria-label="Value"
        disabled={readOnly}
        value={isSet ? String(single) : ""}
        onBlur={onBlur}
        onChange={(event) => onChange(event.currentTarget.value === "true")}
      >
        {isSet ? null : <option value="">Choose a value</option>}
        <option value="true">yes</option>
        <option value="false">no</option>
      </NativeSelect>
    );
  return (
    <Input
      {...shared}
      type={input}
      aria-label={kind === "days" ? "Days" : "Value"}
      placeholder={kind === "days" ? "Days" : "Value"}
      value={single === undefined || single === null ? "" : String(single)}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(input === "number" && text !== "" ? Number(text) : text);
      }}
    />
  );
}

/** The comparison with a value of the shape its operator takes. */
function shaped({ field, op, value }: Comparison): Comparison {
  const kind = operators[op]?.value;
  if (kind === "none") return { field, op };
  const list = Array.isArray(value)
    ? value
    : value === undefined || value === null || value === ""
      ? []
      : [String(value)];
  if (kind === "many") return { field, op, value: list };
  if (kind === "pair") return { field, op, value: [list[0] ?? "", list[1] ?? ""] };
  return { field, op, value: Array.isArray(value) ? (value[0] ?? "") : (value ?? "") };
}
