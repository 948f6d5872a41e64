"use client";
import { FilePlus2, type LucideIcon, Plus, UserPlus, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useEffect, useState } from "react";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { type NavEntry, type NavId, navHref } from "./navigation";
import { themes } from "./theme-menu";

export type FoundContact = { id: string; name: string; detail: string };
export type ContactSearch = (input: {
  workspace: string;
  query: string;
  signal: AbortSignal;
}) => Promise<FoundContact[]>;

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  workspace: string;
  entries: NavEntry[];
  searchContacts: ContactSearch;
};

/** What can be made from anywhere. A list page opens its "new" dialog when its address says `?new=1`. */
const creations: { id: NavId; label: string; icon: LucideIcon }[] = [
  { id: "contacts", label: "New contact", icon: UserPlus },
  { id: "forms", label: "New form", icon: FilePlus2 },
  { id: "workflows", label: "New workflow", icon: Plus },
];

/** Mod+K: go somewhere, make something, find a contact, change the theme. */
export function CommandMenu({ open, onOpenChange, workspace, entries, searchContacts }: Props) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const [query, setQuery] = useState("");
  const found = useContacts({ open, workspace, query, searchContacts });

  function close() {
    onOpenChange(false);
    setQuery("");
  }
  function go(href: string) {
    close();
    router.push(href);
  }
  const hrefOf = (id: NavId) => {
    const entry = entries.find((each) => each.id === id);
    return entry ? navHref({ entry, workspace }) : undefined;
  };

  return (
    <Dialog open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <DialogContent hideClose aria-describedby={undefined} className="top-[12dvh] max-w-xl translate-y-0">
        <DialogTitle className="sr-only">Search or jump to</DialogTitle>
        <Command loop label="Search or jump to">
          <CommandInput value={query} onValueChange={setQuery} placeholder="Search contacts, screens and actions" />
          <CommandList className="max-h-[min(420px,60dvh)]">
            <CommandEmpty>{found.state === "loading" ? "Searching contacts" : "Nothing has this name."}</CommandEmpty>
            {found.contacts.length > 0 ? (
              <CommandGroup heading="Contacts">
                {found.contacts.map((contact) => (
                  <CommandItem
                    key={contact.id}
                    value={`contact ${contact.id}`}
                    keywords={[query]}
                    onSelect={() => go(`${hrefOf("contacts")}/${contact.id}`)}
                  >
                    <UserRound aria-hidden />
                    <span className="truncate">{contact.name}</span>
                    <span className="ml-auto truncate pl-4 text-sm text-muted-foreground">{contact.detail}</span>
                  </CommandItem>
                ))}
              </CommandGroup>
            ) : null}
            <CommandGroup heading="Go to">
              {entries.map((entry) => (
                <CommandItem
                  key={entry.id}
                  value={`go ${entry.label}`}
                  keywords={[entry.group ?? ""]}
                  onSelect={() => go(navHref({ entry, workspace }))}
                >
                  <entry.icon aria-hidden />
                  {entry.label}
                  <Kbd keys={entry.keys} className="ml-auto max-sm:hidden" />
                </CommandItem>
              ))}
            </CommandGroup>
            <CommandGroup heading="Create">
              {creations.map((each) => {
                const href = hrefOf(each.id);
                return href ? (
                  <CommandItem key={each.id} value={each.label} onSelect={() => go(`${href}?new=1`)}>
                    <each.icon aria-hidden />
                    {each.label}
                  </CommandItem>
                ) : null;
              })}
            </CommandGroup>
            <CommandGroup heading="Theme">
              {themes.map((each) => (
                <CommandItem
                  key={each.value}
                  value={`theme ${each.label}`}
                  onSelect={() => {
                    setTheme(each.value);
                    close();
                  }}
                >
                  <each.icon aria-hidden />
                  {each.label}
                </CommandItem>
              ))}
            </CommandGroup>
          </CommandList>
          {found.state === "failed" ? (
            <p role="status" className="border-t px-3 py-2 text-sm text-failed">
              Contacts could not be searched just now.
            </p>
          ) : null}
        </Command>
      </DialogContent>
    </Dialog>
  );
}

type Found = { state: "idle" | "loading" | "failed"; contacts: FoundContact[] };
const nothing: Found = { state: "idle", contacts: [] };

/** Contacts for what was typed, asked for 150 ms after the last key, from two letters on. */
function useContacts({
  open,
  workspace,
  query,
  searchContacts,
}: Pick<Props, "open" | "workspace" | "searchContacts"> & { query: string }): Found {
  const [found, setFound] = useState<Found>(nothing);
  const words = query.trim();
  useEffect(() => {
    if (!open || words.length < 2) {
      setFound(nothing);
      return;
    }
    const stop = new AbortController();
    setFound((before) => ({ state: "loading", contacts: before.contacts }));
    const timer = setTimeout(async () => {
      try {
        const contacts = await searchContacts({ workspace, query: words, signal: stop.signal });
        if (!stop.signal.aborted) setFound({ state: "idle", contacts });
      } catch {
        if (!stop.signal.aborted) setFound({ state: "failed", contacts: [] });
      }
    }, 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [open, workspace, words, searchContacts]);
  return found;
}
