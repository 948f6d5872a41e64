"use client";
import Link from "next/link";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import { useForms } from "@/components/canvas/names";
import { useWorkspace } from "@/components/shell/api-provider";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";

type Props = {
  label: string;
  help?: string;
  path: string;
  value: string;
  onChange: (id: string) => void;
  anyLabel?: string;
};

/** Chooses one of the workspace's forms, with the way to it. `anyLabel` names the choice of none in particular. */
export function FormPicker({ label, help, path, value, onChange, anyLabel }: Props) {
  const { readOnly, touch } = useInspected();
  const { slug } = useWorkspace();
  const { data, isLoading } = useForms();
  const error = useFieldError(path);
  const forms = data?.data ?? [];
  const chosen = forms.find((form) => form.id === value);
  const note = chosen && chosen.status !== "published" ? "This form is not published yet." : undefined;
  return (
    <div className="grid gap-1.5">
      <Field label={label} name={`config.${path}`} help={note ?? help} error={error}>
        <NativeSelect
          value={value}
          disabled={readOnly}
          onBlur={() => touch(path)}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">
            {isLoading
              ? "Loading forms"
              : (anyLabel ?? (forms.length === 0 ? "There is no form yet" : "Choose a form"))}
          </option>
          {value && !chosen && !isLoading ? <option value={value}>A form that does not exist here</option> : null}
          {forms.map((form) => (
            <option key={form.id} value={form.id}>
              {form.name}
              {form.status === "published" ? "" : " (not published)"}
            </option>
          ))}
        </NativeSelect>
      </Field>
      <Link
        href={chosen ? `/w/${slug}/forms/${chosen.id}` : `/w/${slug}/forms`}
        className="justify-self-start text-sm text-primary underline-offset-4 hover:underline"
      >
        {chosen ? `Open "${chosen.name}"` : "Go to forms"}
      </Link>
    </div>
  );
}
