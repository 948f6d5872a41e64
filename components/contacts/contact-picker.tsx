"use client";
import { useEffect, useState } from "react";
import { useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { searchContacts } from "@/components/shell/search-contacts";
import { cn } from "@/components/ui/cn";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/components/ui/command";

export type FoundContact = { id: string; name: string; detail: string };
type Props = {
  chosen: FoundContact | null;
  onChoose: (contact: FoundContact) => void;
  className?: string;
};

/** Finds one contact by name or address and lets it be chosen, with the keyboard too. */
export function ContactPicker({ chosen, onChoose, className }: Props) {
  const { slug } = useWorkspace();
  const { query, setQuery, found, problem } = useContactSearch(slug);
  return (
    <>
      <FormMessage message={problem} />
      <Command label="Contacts" shouldFilter={false} className={cn("rounded-md border", className)}>
        <CommandInput placeholder="Search contacts by name or email" value={query} onValueChange={setQuery} />
        <CommandList className="h-48">
          <CommandEmpty>{query ? "No contact has this name or address." : "There are no contacts yet."}</CommandEmpty>
          {found.map((one) => (
            <CommandItem
              key={one.id}
              value={one.id}
              onSelect={() => onChoose(one)}
              aria-checked={chosen?.id === one.id}
              className={chosen?.id === one.id ? "bg-primary-soft!" : undefined}
            >
              <span className="min-w-0 flex-1 truncate">{one.name}</span>
              <span className="max-w-[50%] truncate text-sm text-muted-foreground">{one.detail}</span>
            </CommandItem>
          ))}
        </CommandList>
      </Command>
    </>
  );
}

function useContactSearch(workspace: string) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<FoundContact[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setFound(await searchContacts({ workspace, query, signal: controller.signal }));
        setProblem(null);
      } catch {
        if (!controller.signal.aborted) setProblem("Contacts could not be searched. Try again in a moment.");
      }
    }, 200);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [workspace, query]);
  return { query, setQuery, found, problem };
}
