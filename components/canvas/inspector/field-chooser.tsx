"use client";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useInspected } from "@/components/canvas/inspector/context";
import { cn } from "@/components/ui/cn";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { type FieldType, fieldInfo } from "@/lib/conditions/fields";
import { isSafePath } from "@/lib/conditions/read-path";

type Props = { value: string; onChange: (field: string, type: FieldType) => void };

/** Chooses what a condition looks at: everything the step can read, or a field of the workspace's own by its name. */
export function FieldChooser({ value, onChange }: Props) {
  const { variables, loading, readOnly } = useInspected();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const known = variables.flatMap((group) => group.entries).find((entry) => entry.path === value);
  const typed = query.trim().replace(/\s+/g, "_");
  // Before the form's fields are known, a name typed is most likely one of them.
  const own =
    !loading && typed !== "" && isSafePath(typed) ? (typed.includes(".") ? typed : `contact.custom.${typed}`) : null;
  const choose = (field: string, type: FieldType) => {
    setOpen(false);
    setQuery("");
    onChange(field, type);
  };
  return (
    <Popover open={open} onOpenChange={(next) => setOpen(next && !readOnly)}>
      <PopoverTrigger
        aria-label={value ? `Field: ${known?.label ?? fieldInfo(value).label}` : "Choose a field"}
        disabled={readOnly}
        className={cn(
          "control flex h-8 min-w-0 flex-1 items-center justify-between gap-2 text-left",
          !value && "text-muted-foreground",
        )}
      >
        <span className="truncate">{value ? (known?.label ?? fieldInfo(value).label) : "Choose a field"}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </PopoverTrigger>
      <PopoverContent className="w-80 p-0">
        <Command label="Fields" loop>
          <CommandInput placeholder="Search fields" value={query} onValueChange={setQuery} />
          <CommandList>
            <CommandEmpty>{loading ? "Reading the fields of the form" : "Nothing has this name."}</CommandEmpty>
            {variables.map((group, n) => (
              <CommandGroup key={`${group.label}-${n.toString()}`} heading={group.label}>
                {group.entries.map((entry) => (
                  <CommandItem
                    key={entry.path}
                    value={`${group.label} ${entry.path}`}
                    keywords={[entry.label]}
                    onSelect={() => choose(entry.path, entry.type)}
                  >
                    <span className="min-w-0 flex-1 truncate">{entry.label}</span>
                    {entry.sample ? (
                      <span className="max-w-28 truncate text-xs text-muted-foreground">{entry.sample}</span>
                    ) : null}
                  </CommandItem>
                ))}
              </CommandGroup>
            ))}
            {own ? (
              <CommandGroup heading="By name" forceMount>
                <CommandItem forceMount value={`own ${own}`} onSelect={() => choose(own, fieldInfo(own).type)}>
                  Use <span className="font-mono text-sm">{own}</span>
                </CommandItem>
              </CommandGroup>
            ) : null}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
