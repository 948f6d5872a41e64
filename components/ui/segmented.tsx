"use client";
import { RadioGroup as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

type Props<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: ReactNode; icon?: ReactNode }[];
  className?: string;
};

/** Two to five short choices side by side, exactly one chosen. */
export function Segmented<T extends string>({ label, value, onChange, options, className }: Props<T>) {
  return (
    <Radix.Root
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={(next) => onChange(next as T)}
      className={cn("inline-flex max-w-full gap-0.5 overflow-x-auto rounded-md border bg-muted p-0.5", className)}
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          className="inline-flex h-6.5 items-center gap-1.5 rounded-sm border border-transparent px-2.5 text-sm whitespace-nowrap text-muted-foreground hover:text-foreground focus-visible:outline-offset-0 data-[state=checked]:border-border-strong data-[state=checked]:bg-background data-[state=checked]:font-medium data-[state=checked]:text-foreground [&_svg]:size-3.5"
        >
          {option.icon}
          {option.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
