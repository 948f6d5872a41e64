"use client";
import { FieldList } from "@/components/forms/builder/field-list";
import { FieldSettings } from "@/components/forms/builder/field-settings";
import { PageSettings } from "@/components/forms/builder/page-settings";
import { Preview } from "@/components/forms/builder/preview";
import type { Draft } from "@/components/forms/builder/use-draft";
import type { FormContent } from "@/lib/forms";

type Props = {
  draft: Draft;
  mayEdit: boolean;
  /** Id of a field; null shows the settings of the page around them. */
  selected: string | null;
  onSelect: (id: string | null) => void;
};

/** Fields at the left, the page as visitors will see it, settings of what is selected at the right. */
export function FormBuilder({ draft, mayEdit, selected, onSelect }: Props) {
  const content = draft.draft;
  const index = content.fields.findIndex((field) => field.id === selected);
  const field = content.fields[index];
  const change = (next: FormContent) => draft.change({ draft: next });
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[240px_minmax(0,1fr)] xl:grid-cols-[240px_minmax(0,1fr)_320px]">
      <div className="min-w-0 lg:row-span-2 xl:row-span-1">
        <FieldList
          content={content}
          mayEdit={mayEdit}
          selected={field?.id ?? null}
          onSelect={onSelect}
          onChange={change}
        />
      </div>
      <section
        aria-label="Settings"
        className="min-w-0 rounded-lg border bg-card xl:order-last xl:sticky xl:top-16 xl:max-h-[calc(100dvh-88px)] xl:overflow-y-auto"
      >
        <fieldset disabled={!mayEdit} className="grid min-w-0 gap-4 p-4">
          {field ? (
            <FieldSettings
              key={field.id}
              content={content}
              index={index}
              field={field}
              followLabel={draft.form.version === null}
              problem={draft.problem}
              onChange={change}
              onRemoved={() => onSelect(content.fields[index + 1]?.id ?? content.fields[index - 1]?.id ?? null)}
            />
          ) : (
            <PageSettings content={content} problem={draft.problem} onChange={change} />
          )}
        </fieldset>
      </section>
      <Preview content={content} name={draft.name} selected={field?.id ?? null} onSelect={onSelect} />
    </div>
  );
}
