"use client";
import Link from "next/link";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import type { FieldProps } from "@/components/canvas/inspector/field-props";
import { titleOf } from "@/components/canvas/inspector/schema";
import { type ThingKind, useThings } from "@/components/canvas/things";
import { useWorkspace } from "@/components/shell/api-provider";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";

const words: Record<ThingKind, { choose: string; none: string; gone: string; path: string | null; go: string }> = {
  segment: {
    choose: "Choose a segment",
    none: "There is no segment yet",
    gone: "A segment that does not exist here",
    path: "segments",
    go: "Go to segments",
  },
  workflow: {
    choose: "Choose a workflow",
    none: "There is no other workflow yet",
    gone: "A workflow that does not exist here",
    path: "workflows",
    go: "Go to workflows",
  },
  member: {
    choose: "Choose a member",
    none: "There is nobody yet",
    gone: "Somebody who is not a member any more",
    path: null,
    go: "",
  },
};

/** Chooses one segment, workflow or member of the workspace. */
export function ThingPicker({ kind, name, schema, path, value, onChange }: FieldProps & { kind: ThingKind }) {
  const { readOnly, touch } = useInspected();
  const { slug } = useWorkspace();
  const { things, loading } = useThings(kind);
  const error = useFieldError(path);
  const id = typeof value === "string" ? value : "";
  const chosen = things.find((thing) => thing.id === id);
  const say = words[kind];
  return (
    <div className="grid gap-1.5">
      <Field label={titleOf({ name, schema })} name={`config.${path}`} help={schema.description} error={error}>
        <NativeSelect
          value={id}
          disabled={readOnly}
          onBlur={() => touch(path)}
          onChange={(event) => onChange(event.currentTarget.value || undefined, path)}
        >
          <option value="">{loading ? "Loading" : things.length === 0 ? say.none : say.choose}</option>
          {id && !chosen && !loading ? <option value={id}>{say.gone}</option> : null}
          {things.map((thing) => (
            <option key={thing.id} value={thing.id}>
              {thing.name}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {say.path ? (
        <Link
          href={chosen ? `/w/${slug}/${say.path}/${chosen.id}` : `/w/${slug}/${say.path}`}
          className="justify-self-start text-sm text-primary underline-offset-4 hover:underline"
        >
          {chosen ? `Open "${chosen.name}"` : say.go}
        </Link>
      ) : null}
    </div>
  );
}

/** Chooses any number of members or workflows; what is chosen and gone stays in the list, so that it can be taken out. */
export function ThingsField({ kind, name, schema, path, value, onChange }: FieldProps & { kind: ThingKind }) {
  const { readOnly } = useInspected();
  const { things, loading } = useThings(kind);
  const error = useFieldError(path);
  const ids = Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
  const gone = loading ? [] : ids.filter((id) => !things.some((thing) => thing.id === id));
  const shown = [...things, ...gone.map((id) => ({ id, name: words[kind].gone }))];
  return (
    <fieldset className="grid gap-2" data-field={`config.${path}`}>
      <legend className="pb-1.5 text-sm font-medium">{titleOf({ name, schema })}</legend>
      {schema.description ? <p className="text-sm text-muted-foreground">{schema.description}</p> : null}
      <div className="grid max-h-56 gap-2 overflow-y-auto">
        {shown.map((thing) => (
          <CheckField
            key={thing.id}
            label={thing.name}
            checked={ids.includes(thing.id)}
            disabled={readOnly}
            onCheckedChange={(checked) =>
              onChange(checked === true ? [...ids, thing.id] : ids.filter((id) => id !== thing.id), path)
            }
          />
        ))}
      </div>
      {shown.length === 0 ? (
        <p className="text-sm text-muted-foreground">{loading ? "Loading" : words[kind].none}</p>
      ) : null}
      {error ? <p className="text-sm text-failed">{error}</p> : null}
    </fieldset>
  );
}
