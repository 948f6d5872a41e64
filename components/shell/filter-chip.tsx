"use client";
import { Check, ChevronDown, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

export type FilterOption = { value: string; label: string; icon?: ReactNode };
type Props = { label: string; options: FilterOption[]; value: string; onChange: (value: string) => void };

/** One filter: closed it says its value, open it lists the choices (searchable from nine on). */
export function FilterChip({ label, options, value, onChange }: Props) {
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const active = value !== "";
  return (
    <span
      className={cn(
        "inline-flex h-8 items-stretch rounded-md border text-base",
        active ? "border-primary bg-primary-soft text-primary" : "border-input bg-background dark:bg-card",
      )}
    >
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger
          className={cn(
            "inline-flex items-center gap-1.5 rounded-md px-2.5 whitespace-nowrap",
            active ? "pr-1" : "text-muted-foreground hover:bg-accent hover:text-foreground",
          )}
        >
          {active ? (
            <span className="max-w-48 truncate">
              {label}: <span className="font-medium">{chosen?.label ?? value}</span>
            </span>
          ) : (
            <>
              {label}
              <ChevronDown aria-hidden className="size-3.5" />
            </>
          )}
        </PopoverTrigger>
        <PopoverContent aria-label={label} className="w-56 p-0">
          <Command label={label} loop>
            {options.length > 8 ? (
              <CommandInput placeholder={`Search ${label.toLowerCase()}`} />
            ) : (
              <span className="sr-only">
                <CommandInput aria-label={label} />
              </span>
            )}
            <CommandList>
              <CommandEmpty>Nothing has this name.</CommandEmpty>
              <CommandGroup>
                {options.map((option) => (
                  <CommandItem
                    key={option.value}
                    value={`${option.label} ${option.value}`}
                    onSelect={() => {
                      setOpen(false);
                      onChange(option.value === value ? "" : option.value);
                    }}
                  >
                    {option.icon}
                    <span className="min-w-0 flex-1 truncate">{option.label}</span>
                    {option.value === value ? <Check aria-label="Chosen" className="text-primary!" /> : null}
                  </CommandItem>
                ))}
              </CommandGroup>
            </CommandList>
          </Command>
        </PopoverContent>
      </Popover>
      {active ? (
        <button
          type="button"
          aria-label={`Clear ${label.toLowerCase()}`}
          onClick={() => onChange("")}
          className="flex w-7 items-center justify-center rounded-md hover:text-foreground"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}
