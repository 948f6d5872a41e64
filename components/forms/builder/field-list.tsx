"use client";
import { FileCog, GripVertical, Plus } from "lucide-react";
import { useState } from "react";
import { FieldRow } from "@/components/forms/builder/field-row";
import { typeIcons } from "@/components/forms/builder/type-icons";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { type FieldType, type FormContent, fieldTypes } from "@/lib/forms";
import { moveField, newField, typeLabels } from "@/lib/forms/edit";

type Props = {
  content: FormContent;
  mayEdit: boolean;
  selected: string | null;
  onSelect: (id: string | null) => void;
  onChange: (content: FormContent) => void;
};

/** The fields in their order: add, select, move by dragging or with Alt and the arrow keys. */
export function FieldList({ content, mayEdit, selected, onSelect, onChange }: Props) {
  const [said, setSaid] = useState("");
  const [dragged, setDragged] = useState<number | null>(null);
  const { fields } = content;

  function move(from: number, to: number) {
    const moved = fields[from];
    const next = moveField({ fields, from, to });
    if (next === fields || !moved) return;
    onChange({ ...content, fields: next });
    setSaid(`${moved.label || moved.key} moved to place ${to + 1} of ${fields.length}`);
  }

  function add(type: FieldType) {
    const field = newField({ type, content, id: crypto.randomUUID().slice(0, 8) });
    const at = fields.findIndex((one) => one.id === selected);
    onChange({ ...content, fields: fields.toSpliced(at < 0 ? fields.length : at + 1, 0, field) });
    onSelect(field.id);
  }

  return (
    <section aria-label="Fields" className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-semibold">Fields</h2>
        {mayEdit ? (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="outline" size="sm" disabled={fields.length >= 50}>
                <Plus aria-hidden />
                Add field
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="end">
              {fieldTypes.map((type) => {
                const Icon = typeIcons[type];
                return (
                  <DropdownMenuItem key={type} onSelect={() => add(type)}>
                    <Icon aria-hidden />
                    {typeLabels[type]}
                  </DropdownMenuItem>
                );
              })}
            </DropdownMenuContent>
          </DropdownMenu>
        ) : null}
      </div>
      <ol className="grid grid-cols-[minmax(0,1fr)] gap-1">
        {fields.map((field, index) => (
          <FieldRow
            key={field.id}
            field={field}
            index={index}
            selected={selected === field.id}
            mayEdit={mayEdit}
            dragged={dragged}
            onDrag={setDragged}
            onSelect={() => onSelect(field.id)}
            onMove={move}
            handle={<GripVertical aria-hidden className="size-4" />}
          />
        ))}
      </ol>
      {fields.length === 0 ? (
        <p className="rounded-md border border-dashed px-3 py-4 text-sm text-muted-foreground">
          No fields yet. Add the first one.
        </p>
      ) : null}
      <button
        type="button"
        aria-pressed={selected === null}
        onClick={() => onSelect(null)}
        className={cn(
          "flex min-h-9 items-center gap-2 rounded-md border border-transparent px-2.5 text-left hover:bg-accent",
          selected === null && "border-primary bg-primary-soft hover:bg-primary-soft",
        )}
      >
        <FileCog aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        Title, consent, after sending
      </button>
      <ContactNote content={content} />
      <p role="status" className="sr-only">
        {said}
      </p>
    </section>
  );
}

/** Says in words which submissions become contacts. */
function ContactNote({ content }: { content: FormContent }) {
  const addressed = content.fields.filter((field) => field.maps_to === "email" || field.maps_to === "phone");
  if (addressed.some((field) => field.required)) return null;
  return (
    <p
      className={cn(
        "rounded-md px-2.5 py-2 text-sm",
        addressed.length > 0 ? "text-muted-foreground" : "bg-waiting-soft text-waiting",
      )}
    >
      {addressed.length > 0
        ? "Submissions without an email or phone are kept, but make no contact."
        : "No field fills a contact’s email or phone, so submissions are kept but make no contact."}
    </p>
  );
}
