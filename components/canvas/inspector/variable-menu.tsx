"use client";
import { Braces } from "lucide-react";
import { useState } from "react";
import type { VariableGroup } from "@/components/canvas/variables";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

type Props = { groups: VariableGroup[]; onPick: (path: string) => void };

/** Everything a template can use here, by source, with an example of each value. */
export function VariableMenu({ groups, onPick }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        aria-label="Insert a variable"
        className="inline-flex h-6 items-center gap-1 rounded-sm px-1 text-xs text-muted-foreground hover:bg-accent hover:text-foreground"
      >
        <Braces aria-hidden className="size-3.5" />
        Variable
      </PopoverTrigger>
      <PopoverContent align="end" className="w-80 p-0" onCloseAutoFocus={(event) => event.preventDefault()}>
        <Command label="Variables" loop>
          <CommandInput placeholder="Search variables" />
          <CommandList>
            <CommandEmpty>Nothing has this name.</CommandEmpty>
            {groups.map((group, n) => (
              <CommandGroup key={`${group.label}-${n.toString()}`} heading={group.label}>
                {group.entries.map((entry) => (
                  <CommandItem
                    key={entry.path}
                    value={`${group.label} ${entry.path}`}
                    keywords={[entry.label]}
                    onSelect={() => {
                      setOpen(false);
                      onPick(entry.path);
                    }}
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block truncate">{entry.label}</span>
                      <span className="block truncate font-mono text-xs text-muted-foreground">{entry.path}</span>
                    </span>
                    {entry.sample ? (
                      <span className="max-w-28 truncate text-xs text-muted-foreground">{entry.sample}</span>
                    ) : null}
                  </CommandItem>
                ))}
              </CommandGroup>
            ))}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
