"use client";
import { Trash2 } from "lucide-react";
import { MappingSettings } from "@/components/forms/builder/mapping-settings";
import { OptionsEditor } from "@/components/forms/builder/options-editor";
import type { ApiProblem } from "@/components/shell/api-error";
import { Button } from "@/components/ui/button";
import { CheckField } from "@/components/ui/check-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { type FormContent, type FormField, hasOptions } from "@/lib/forms";
import { changeField, typeLabels } from "@/lib/forms/edit";
import { formProblems } from "@/lib/forms/problems";

type Props = {
  content: FormContent;
  index: number;
  field: FormField;
  /** The key is renamed with the label: until the form was published once. */
  followLabel: boolean;
  /** What the server said about the last change. */
  problem: ApiProblem | null;
  onChange: (content: FormContent) => void;
  onRemoved: () => void;
};

/** Everything about one field. */
export function FieldSettings({ content, index, field, followLabel, problem, onChange, onRemoved }: Props) {
  const set = (change: Partial<FormField>) => onChange(changeField({ content, index, change, followLabel }));
  const said = [...(problem?.fields ?? []), ...formProblems(content)];
  const errorOf = (path: string) => said.find((one) => one.path === `draft.fields.${index}.${path}`)?.message;
  const hidden = field.type === "hidden";
  return (
    <>
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-semibold">{typeLabels[field.type]}</h2>
        <Button
          variant="ghost"
          size="sm"
          className="text-failed"
          onClick={() => {
            onRemoved();
            onChange({ ...content, fields: content.fields.toSpliced(index, 1) });
          }}
        >
          <Trash2 aria-hidden />
          Remove
        </Button>
      </div>
      <Field label="Label" error={errorOf("label")} help={hidden ? "Only your team sees it." : undefined}>
        <Input value={field.label} maxLength={200} onChange={(event) => set({ label: event.target.value })} />
      </Field>
      {hidden ? null : (
        <>
          <CheckField
            label="Required"
            checked={field.required}
            onCheckedChange={(on) => set({ required: on === true })}
          />
          <Field label="Help" optional>
            <Textarea
              rows={2}
              className="min-h-14"
              value={field.help}
              maxLength={500}
              onChange={(event) => set({ help: event.target.value })}
            />
          </Field>
        </>
      )}
      {hasOptions(field) ? <OptionsEditor field={field} errorOf={errorOf} onChange={set} /> : null}
      {["text", "textarea", "email", "phone", "number", "select"].includes(field.type) ? (
        <Field label={field.type === "select" ? "Text before a choice" : "Placeholder"} optional>
          <Input
            value={field.placeholder}
            maxLength={200}
            onChange={(event) => set({ placeholder: event.target.value })}
          />
        </Field>
      ) : null}
      <MappingSettings field={field} error={errorOf("maps_to")} onChange={set} />
      <Field
        label={hidden ? "Value" : "First value"}
        optional
        error={errorOf("default_value")}
        help={hidden ? "Sent with every submission." : "What the field holds before someone types."}
      >
        <Input
          value={field.default_value}
          maxLength={500}
          onChange={(event) => set({ default_value: event.target.value })}
        />
      </Field>
      <Field
        label="Fill in from the address"
        optional
        error={errorOf("prefill")}
        help={
          field.prefill ? `…?${field.prefill}=value fills this field.` : "Name of a parameter in the page’s address."
        }
      >
        <Input
          value={field.prefill}
          maxLength={60}
          spellCheck={false}
          onChange={(event) => set({ prefill: event.target.value })}
        />
      </Field>
      <Field
        label="Key"
        error={errorOf("key")}
        help="The name of this answer in workflows and the API. Keep it once workflows use it."
      >
        <Input
          value={field.key}
          maxLength={40}
          spellCheck={false}
          className="font-mono"
          onChange={(event) => set({ key: event.target.value })}
        />
      </Field>
    </>
  );
}
