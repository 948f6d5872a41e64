"use client";
import { FormView } from "@/components/forms/hosted/form-view";
import { cn } from "@/components/ui/cn";
import type { FormContent } from "@/lib/forms";

type Props = { content: FormContent; name: string; selected: string | null; onSelect: (id: string | null) => void };

/** The page as visitors will see it, drawn with the same markup and style; pressing a field selects it. */
export function Preview({ content, name, selected, onSelect }: Props) {
  const values = Object.fromEntries(content.fields.map((field) => [field.key, field.default_value]));
  return (
    <section aria-label="Preview" className="min-w-0 overflow-hidden rounded-lg border">
      <link rel="stylesheet" href="/form.css" precedence="default" />
      <div className="lf lf-preview">
        <div className="lf-card">
          <FormView
            preview
            content={content}
            name={name}
            values={values}
            around={({ field, children }) => (
              <div className="relative rounded-md">
                {/* Inputs keep their first value: another start value makes a new one. */}
                <div key={`${field.type} ${field.default_value}`} inert>
                  {children}
                </div>
                <button
                  type="button"
                  aria-label={`Edit ${field.label || field.key}`}
                  aria-pressed={selected === field.id}
                  onClick={() => onSelect(field.id)}
                  className={cn(
                    "absolute -inset-x-3 -inset-y-2 rounded-md border-2 border-transparent hover:border-border-strong",
                    selected === field.id && "border-primary hover:border-primary",
                  )}
                />
              </div>
            )}
          />
        </div>
      </div>
    </section>
  );
}
