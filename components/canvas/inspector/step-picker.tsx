"use client";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { titleOf } from "@/components/canvas/inspector/schema";
import { nodeTitle } from "@/components/canvas/node-words";
import { useCanvas } from "@/components/canvas/store";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { registry } from "@/lib/nodes/registry";

/** Chooses another step of the same workflow; triggers begin a run and cannot be gone back to. */
export function StepPicker({ name, schema, path, value, onChange }: FieldProps) {
  const { nodeId, readOnly, touch } = useInspected();
  const error = useFieldError(path);
  const nodes = useCanvas((state) => state.graph.nodes);
  const steps = nodes.filter((node) => node.id !== nodeId && registry.get(node.type)?.kind !== "trigger");
  const chosen = typeof value === "string" ? value : "";
  return (
    <Field label={titleOf({ name, schema })} name={`config.${path}`} help={schema.description} error={error}>
      <NativeSelect
        value={chosen}
        disabled={readOnly}
        onBlur={() => touch(path)}
        onChange={(event) => onChange(event.currentTarget.value, path)}
      >
        <option value="">{steps.length === 0 ? "There is no other step yet" : "Choose a step"}</option>
        {chosen && !steps.some(({ id }) => id === chosen) ? (
          <option value={chosen}>A step that is not there any more</option>
        ) : null}
        {steps.map((node) => (
          <option key={node.id} value={node.id}>
            {nodeTitle(node)}
          </option>
        ))}
      </NativeSelect>
    </Field>
  );
}
