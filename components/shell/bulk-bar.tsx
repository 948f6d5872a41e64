"use client";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useFormat } from "./use-format";

type Props = {
  count: number /** Said instead of the count. */;
  label?: string;
  onClear: () => void;
  children: ReactNode;
};

/** What can be done with the selected rows, floating at the bottom of the list. */
export function BulkBar({ count, label, onClear, children }: Props) {
  const format = useFormat();
  return (
    <section
      aria-label="Selected rows"
      className="pointer-events-none sticky bottom-4 z-20 mt-3 flex justify-center px-2"
    >
      <div className="pointer-events-auto flex max-w-full flex-wrap items-center gap-2 rounded-md border bg-popover py-1.5 pr-1.5 pl-3 shadow-float">
        <span role="status" className="text-sm font-medium tabular-nums">
          {label ?? format.plural({ count, one: "{n} selected", other: "{n} selected" })}
        </span>
        <span aria-hidden className="h-5 w-px bg-border" />
        {children}
        <Button variant="ghost" size="icon-sm" aria-label="Clear the selection" onClick={onClear}>
          <X aria-hidden />
        </Button>
      </div>
    </section>
  );
}
