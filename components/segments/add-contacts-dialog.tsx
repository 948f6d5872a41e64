"use client";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { searchContacts } from "@/components/shell/search-contacts";
import { useFormat } from "@/components/shell/use-format";
import { Button } from "@/components/ui/button";
import { Command, CommandEmpty, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { segments } from "@/lib/api/contracts/segments";

type Found = { id: string; name: string; detail: string };
type Props = { segmentId: string; onClose: () => void; onAdded: () => void };

/** Finds contacts and puts them into a segment. */
export function AddContactsDialog({ segmentId, onClose, onAdded }: Props) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { plural } = useFormat();
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<Found[]>([]);
  const [chosen, setChosen] = useState<Found[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setFound(await searchContacts({ workspace: slug, query, signal: controller.signal }));
      } catch {
        if (!controller.signal.aborted) setProblem("Contacts could not be searched. Try again in a moment.");
      }
    }, 150);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [slug, query]);

  const toggle = (one: Found) =>
    setChosen((before) =>
      before.some(({ id }) => id === one.id) ? before.filter(({ id }) => id !== one.id) : [...before, one],
    );

  async function add() {
    setBusy(true);
    setProblem(null);
    try {
      const { added } = await api(segments.addMembers, { id: segmentId, contact_ids: chosen.map(({ id }) => id) });
      toast.success(plural({ count: added, one: "{n} contact was added.", other: "{n} contacts were added." }));
      onAdded();
      onClose();
    } catch (thrown) {
      setProblem(readApiError(thrown).message);
    }
    setBusy(false);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Add contacts</DialogTitle>
          <DialogDescription>Workflows that start with this segment start for them.</DialogDescription>
        </DialogHeader>
        <DialogBody className="grid content-start gap-3">
          <FormMessage message={problem} />
          <Command label="Contacts" shouldFilter={false} className="rounded-md border">
            <CommandInput placeholder="Search contacts by name or email" value={query} onValueChange={setQuery} />
            <CommandList className="h-48">
              <CommandEmpty>
                {query ? "No contact has this name or address." : "There are no contacts yet."}
              </CommandEmpty>
              {found.map((one) => {
                const isChosen = chosen.some(({ id }) => id === one.id);
                return (
                  <CommandItem
                    key={one.id}
                    value={one.id}
                    onSelect={() => toggle(one)}
                    aria-checked={isChosen}
                    className={isChosen ? "bg-primary-soft!" : undefined}
                  >
                    <span className="min-w-0 flex-1 truncate">{one.name}</span>
                    <span className="max-w-[50%] truncate text-sm text-muted-foreground">{one.detail}</span>
                  </CommandItem>
                );
              })}
            </CommandList>
          </Command>
          {chosen.length > 0 ? (
            <ul aria-label="Chosen contacts" className="flex flex-wrap gap-1.5">
              {chosen.map((one) => (
                <li key={one.id}>
                  <Button variant="outline" size="sm" onClick={() => toggle(one)} aria-label={`Leave out ${one.name}`}>
                    <span className="max-w-48 truncate">{one.name}</span>
                    <X aria-hidden />
                  </Button>
                </li>
              ))}
            </ul>
          ) : null}
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button onClick={add} busy={busy} disabled={chosen.length === 0}>
            {chosen.length === 0
              ? "Add contacts"
              : plural({ count: chosen.length, one: "Add {n} contact", other: "Add {n} contacts" })}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
