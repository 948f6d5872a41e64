"use client";
import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { FormField } from "@/lib/forms";
import { keyFrom } from "@/lib/forms/edit";

type Props = {
  field: FormField;
  errorOf: (path: string) => string | undefined;
  onChange: (change: Partial<FormField>) => void;
};

/** The choices of a field: what visitors read, and the value workflows compare. The value follows the text until it is set by hand. */
export function OptionsEditor({ field, errorOf, onChange }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const { options } = field;
  const taken = (except: number) => options.filter((_, place) => place !== except).map((option) => option.value);
  function relabel(index: number, label: string) {
    const before = options[index];
    if (!before) return;
    const follows = before.value === "" || before.value === keyFrom({ label: before.label, taken: taken(index) });
    const value = follows && label.trim() ? keyFrom({ label, taken: taken(index) }) : before.value;
    onChange({ options: options.with(index, { value, label }) });
  }
  function add() {
    const label = `Choice ${options.length + 1}`;
    onChange({ options: [...options, { label, value: keyFrom({ label, taken: taken(-1) }) }] });
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>("li:last-child input")?.select());
  }
  const all = errorOf("options");
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 text-sm font-medium">
        Choices
        {field.type === "checkbox" ? (
          <span className="font-normal text-muted-foreground"> (none: one box to tick)</span>
        ) : null}
      </legend>
      <ul ref={list} className="grid gap-2">
        {options.map((option, index) => {
          const wrong = errorOf(`options.${index}.label`) ?? errorOf(`options.${index}.value`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: text and value both change while typing; the place is what stays
            <li key={index} className="grid gap-1">
              <div className="flex items-center gap-1.5">
                <Input
                  aria-label={`Text of choice ${index + 1}`}
                  value={option.label}
                  maxLength={200}
                  aria-invalid={wrong ? true : undefined}
                  onChange={(event) => relabel(index, event.target.value)}
                />
                <Input
                  aria-label={`Value of choice ${index + 1}`}
                  value={option.value}
                  maxLength={200}
                  spellCheck={false}
                  className="w-28 shrink-0 font-mono"
                  onChange={(event) =>
                    onChange({ options: options.with(index, { ...option, value: event.target.value }) })
                  }
                />
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Remove choice ${option.label || index + 1}`}
                  onClick={() => onChange({ options: options.toSpliced(index, 1) })}
                >
                  <X aria-hidden />
                </Button>
              </div>
              {wrong ? <p className="text-sm text-failed">{wrong}</p> : null}
            </li>
          );
        })}
      </ul>
      {all ? <p className="text-sm text-failed">{all}</p> : null}
      <Button variant="outline" size="sm" className="justify-self-start" disabled={options.length >= 100} onClick={add}>
        <Plus aria-hidden />
        Add choice
      </Button>
    </fieldset>
  );
}
