"use client";
import type { KeyboardEvent, ReactNode } from "react";
import { typeIcons } from "@/components/forms/builder/type-icons";
import { cn } from "@/components/ui/cn";
import type { FormField } from "@/lib/forms";

type Props = {
  field: FormField;
  index: number;
  selected: boolean;
  mayEdit: boolean;
  /** Place of the field being dragged, if any. */
  dragged: number | null;
  onDrag: (index: number | null) => void;
  onSelect: () => void;
  onMove: (from: number, to: number) => void;
  handle: ReactNode;
};

/** One field in the list. The handle moves it by dragging, or with the up and down keys while it has the focus. */
export function FieldRow({ field, index, selected, mayEdit, dragged, onDrag, onSelect, onMove, handle }: Props) {
  const Icon = typeIcons[field.type];
  const name = field.label || field.key;
  function byKey(event: KeyboardEvent) {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step === 0 || (event.currentTarget.hasAttribute("data-row") && !event.altKey)) return;
    event.preventDefault();
    onMove(index, index + step);
  }
  return (
    <li
      onDragOver={(event) => {
        if (dragged === null) return;
        event.preventDefault();
      }}
      onDrop={(event) => {
        if (dragged === null) return;
        event.preventDefault();
        onMove(dragged, index);
        onDrag(null);
      }}
      className={cn(
        "flex min-h-9 items-center rounded-md border bg-card",
        selected && "border-primary bg-primary-soft",
        dragged === index && "opacity-50",
        dragged !== null && dragged !== index && "border-dashed border-border-strong",
      )}
    >
      {mayEdit ? (
        <button
          type="button"
          draggable
          aria-label={`Move ${name}, with the up and down keys or by dragging`}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", field.id);
            onDrag(index);
          }}
          onDragEnd={() => onDrag(null)}
          onKeyDown={byKey}
          className="flex h-9 w-7 shrink-0 cursor-grab! items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
        >
          {handle}
        </button>
      ) : null}
      <button
        type="button"
        data-row
        aria-pressed={selected}
        onClick={onSelect}
        onKeyDown={mayEdit ? byKey : undefined}
        className={cn(
          "flex min-h-9 min-w-0 flex-1 items-center gap-2 rounded-md pr-2.5 text-left",
          !mayEdit && "pl-2.5",
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <span className="min-w-0 flex-1 truncate">{name}</span>
        {field.required ? <span className="text-xs text-muted-foreground">required</span> : null}
      </button>
    </li>
  );
}
