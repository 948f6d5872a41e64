import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** `id` tells facts of the same label apart. */
export type Fact = { id?: string; label: string; value: ReactNode };

/** Names and values in two columns (one below 360 px of width). An empty value shows a dash that is read as "empty". */
export function Facts({ items, className }: { items: Fact[]; className?: string }) {
  return (
    <dl className={cn("grid grid-cols-[minmax(88px,auto)_minmax(0,1fr)] gap-x-4 gap-y-2", className)}>
      {items.map((item) => (
        <div key={item.id ?? item.label} className="contents">
          <dt className="text-muted-foreground">{item.label}</dt>
          <dd className="min-w-0 break-words">{isEmpty(item.value) ? <Nothing /> : item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function isEmpty(value: ReactNode): boolean {
  return value === null || value === undefined || value === "" || value === false;
}

/** A dash for a missing value. */
export function Nothing() {
  return (
    <span className="text-muted-foreground">
      <span aria-hidden>–</span>
      <span className="sr-only">empty</span>
    </span>
  );
}
