"use client";
import { useRef } from "react";
import { useFieldError, useInspected } from "@/components/canvas/inspector/context";
import { VariableMenu } from "@/components/canvas/inspector/variable-menu";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";

type Props = {
  path: string;
  label: string;
  help?: string;
  placeholder?: string;
  value: string;
  onChange: (text: string) => void;
  lines?: "one" | "some" | "many";
  hideLabel?: boolean;
  suggestions?: string[];
};

/** A text setting. Where the text is a template, variables can be put in at the caret. */
export function TextField({
  path,
  label,
  help,
  placeholder,
  value,
  onChange,
  lines = "one",
  hideLabel,
  suggestions,
}: Props) {
  const { variables, templates, touch, readOnly, nodeId } = useInspected();
  const error = useFieldError(path);
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const list = suggestions?.length ? `${nodeId}-${path}-list` : undefined;

  function insert(variable: string) {
    const text = `{{ ${variable} }}`;
    const from = box.current?.selectionStart ?? value.length;
    const to = box.current?.selectionEnd ?? from;
    onChange(value.slice(0, from) + text + value.slice(to));
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(from + text.length, from + text.length);
    });
  }

  const shared = {
    ref: box,
    value,
    placeholder,
    readOnly,
    autoComplete: "off",
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    onBlur: () => touch(path),
  };
  return (
    <>
      <Field
        label={label}
        name={`config.${path}`}
        help={help}
        error={error}
        hideLabel={hideLabel}
        aside={templates.has(path) && !readOnly ? <VariableMenu groups={variables} onPick={insert} /> : undefined}
      >
        {lines === "one" ? (
          <Input {...shared} list={list} />
        ) : (
          <Textarea {...shared} className={cn("max-h-96", lines === "many" && "min-h-44")} />
        )}
      </Field>
      {list ? (
        <datalist id={list}>
          {suggestions?.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}
