"use client";
import { RadioGroup as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { useId } from "react";
import { cn } from "./cn";

export function RadioGroup({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root className={cn("grid gap-2", className)} {...props} />;
}

type ItemProps = ComponentProps<typeof Radix.Item> & { label: ReactNode; help?: ReactNode };

/** One choice with its label and, if given, a line of help below it. */
export function RadioItem({ className, label, help, id, ...props }: ItemProps) {
  const made = useId();
  const itemId = id ?? made;
  return (
    <div className={cn("flex items-start gap-2", className)}>
      <Radix.Item
        id={itemId}
        aria-describedby={help ? `${itemId}-help` : undefined}
        className="relative mt-0.5 inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-input bg-background after:absolute after:-inset-1 disabled:opacity-50 data-[state=checked]:border-primary dark:bg-card"
        {...props}
      >
        <Radix.Indicator className="size-2 rounded-full bg-primary" />
      </Radix.Item>
      <div className="min-w-0">
        <label htmlFor={itemId} className="block">
          {label}
        </label>
        {help ? (
          <p id={`${itemId}-help`} className="text-sm text-muted-foreground">
            {help}
          </p>
        ) : null}
      </div>
    </div>
  );
}
