"use client";
import { Plus } from "lucide-react";
import { ConditionBuilder } from "@/components/canvas/inspector/condition-builder";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { freeId } from "@/components/canvas/inspector/free-id";
import { ItemBox } from "@/components/canvas/inspector/item-box";
import { titleOf } from "@/components/canvas/inspector/schema";
import { TextField } from "@/components/canvas/inspector/text-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Condition } from "@/lib/conditions";

type Branch = { id: string; name?: string; description?: string; condition?: Condition; weight?: number };

/** Named ways out, in order; each with its condition when the schema has one. Ids stay, so that connections do. */
export function BranchesEditor({ name, schema, path, value, onChange }: FieldProps) {
  const { readOnly } = useInspected();
  const error = useFieldError(path);
  const branches = Array.isArray(value) ? (value as Branch[]) : [];
  const conditional = schema.items?.properties?.condition !== undefined;
  const described = schema.items?.properties?.description;
  const weighted = schema.items?.properties?.weight !== undefined;
  const one = weighted ? "variant" : described ? "category" : "branch";
  const set = (n: number, patch: Partial<Branch>, part: string) =>
    onChange(
      branches.map((branch, index) => (index === n ? { ...branch, ...patch } : branch)),
      `${path}.${n}.${part}`,
    );
  const swap = (n: number, by: number) => {
    const next = [...branches];
    [next[n], next[n + by]] = [next[n + by]!, next[n]!];
    onChange(next, path);
  };
  return (
    <fieldset className="grid gap-2" data-field={`config.${path}`}>
      <legend className="pb-1.5 text-sm font-medium">{titleOf({ name, schema })}</legend>
      {branches.map((branch, n) => (
        <ItemBox
          key={branch.id}
          label={branch.name || `${one} ${n + 1}`}
          onUp={!readOnly && conditional && n > 0 ? () => swap(n, -1) : undefined}
          onDown={!readOnly && conditional && n < branches.length - 1 ? () => swap(n, 1) : undefined}
          onRemove={
            readOnly || branches.length <= (schema.minItems ?? 1)
              ? undefined
              : () =>
                  onChange(
                    branches.filter((_, other) => other !== n),
                    path,
                  )
          }
          head={
            <TextField
              path={`${path}.${n}.name`}
              label={`Name of ${one} ${n + 1}`}
              hideLabel
              value={branch.name ?? ""}
              onChange={(text) => set(n, { name: text }, "name")}
            />
          }
        >
          {conditional ? (
            <ConditionBuilder
              path={`${path}.${n}.condition`}
              value={branch.condition}
              onChange={(condition) => set(n, { condition }, "condition")}
            />
          ) : null}
          {described ? (
            <TextField
              path={`${path}.${n}.description`}
              label={described.title ?? "Description"}
              placeholder={described.placeholder}
              value={branch.description ?? ""}
              onChange={(text) => set(n, { description: text }, "description")}
            />
          ) : null}
          {weighted ? (
            <WeightField
              path={`${path}.${n}.weight`}
              label={`Share of ${branch.name || `variant ${n + 1}`} in percent`}
              value={branch.weight}
              onChange={(weight) => set(n, { weight }, "weight")}
            />
          ) : null}
        </ItemBox>
      ))}
      {error ? <p className="text-sm text-failed">{error}</p> : null}
      {readOnly || branches.length >= (schema.maxItems ?? 20) ? null : (
        <Button
          variant="outline"
          size="sm"
          className="justify-self-start"
          onClick={() =>
            onChange(
              [
                ...branches,
                {
                  id: freeId(branches.map((branch) => branch.id)),
                  name: weighted
                    ? String.fromCharCode(65 + branches.length)
                    : `${described ? "Category" : "Branch"} ${branches.length + 1}`,
                  ...(weighted && { weight: 0 }),
                  ...(conditional && { condition: { all: [] } }),
                },
              ],
              path,
            )
          }
        >
          <Plus aria-hidden />
          Add {one}
        </Button>
      )}
    </fieldset>
  );
}

function WeightField(props: { path: string; label: string; value?: number; onChange: (next?: number) => void }) {
  const { path, label, value, onChange } = props;
  const { readOnly, touch } = useInspected();
  const error = useFieldError(path);
  return (
    <Field label={label} name={`config.${path}`} error={error}>
      <Input
        type="number"
        inputMode="decimal"
        min={0}
        max={100}
        value={value ?? ""}
        readOnly={readOnly}
        onBlur={() => touch(path)}
        onChange={(event) => onChange(event.currentTarget.value === "" ? undefined : event.currentTarget.valueAsNumber)}
      />
    </Field>
  );
}
