"use client";
import Link from "next/link";
import { useEffect, useState } from "react";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { searchContacts } from "@/components/shell/search-contacts";
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
import { type EntryDecision, workflowRuns } from "@/lib/api/contracts/runs";

type Found = { id: string; name: string; detail: string };
type Props = { workflowId: string; onClose: () => void };

/** Lets one contact enter now. The entry rules decide as always, and the answer says what they decided. */
export function ExecuteDialog({ workflowId, onClose }: Props) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { query, setQuery, found, problem } = useContactSearch(slug);
  const [contact, setContact] = useState<Found | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [answer, setAnswer] = useState<{ decision: EntryDecision | null } | null>(null);

  async function run() {
    if (!contact) return;
    setBusy(true);
    setRefused(null);
    try {
      setAnswer(await api(workflowRuns.execute, { id: workflowId, contact_id: contact.id }));
    } catch (thrown) {
      setRefused(readApiError(thrown).message);
    }
    setBusy(false);
  }

  const decision = answer?.decision;
  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Run for a contact</DialogTitle>
          <DialogDescription>
            The contact enters the live version now. Everything in it really happens.
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="grid content-start gap-3">
          <FormMessage message={refused ?? problem} />
          {answer ? (
            <FormMessage
              tone={decision && !decision.entered ? "error" : "done"}
              message={
                <>
                  {!decision
                    ? `${contact?.name} is on the way in.`
                    : decision.entered
                      ? `${contact?.name} entered. `
                      : `${contact?.name} did not enter. `}
                  {decision && !decision.entered ? decision.reason : null}
                  {decision?.run_id ? (
                    <Link
                      href={`/w/${slug}/runs/${decision.run_id}`}
                      className="font-medium underline underline-offset-4"
                    >
                      Open the run
                    </Link>
                  ) : null}
                </>
              }
            />
          ) : (
            <Command label="Contacts" shouldFilter={false} className="rounded-md border">
              <CommandInput placeholder="Search contacts by name or email" value={query} onValueChange={setQuery} />
              <CommandList className="h-56">
                <CommandEmpty>
                  {query ? "No contact has this name or address." : "There are no contacts yet."}
                </CommandEmpty>
                {found.map((one) => (
                  <CommandItem
                    key={one.id}
                    value={one.id}
                    onSelect={() => setContact(one)}
                    aria-checked={contact?.id === one.id}
                    className={contact?.id === one.id ? "bg-primary-soft!" : undefined}
                  >
                    <span className="min-w-0 flex-1 truncate">{one.name}</span>
                    <span className="max-w-[50%] truncate text-sm text-muted-foreground">{one.detail}</span>
                  </CommandItem>
                ))}
              </CommandList>
            </Command>
          )}
          {contact && !answer ? <p role="status">{contact.name} is chosen.</p> : null}
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose} disabled={busy}>
            {answer ? "Close" : "Cancel"}
          </Button>
          {answer ? (
            <Button
              variant="outline"
              onClick={() => {
                setAnswer(null);
                setContact(null);
              }}
            >
              Run for another
            </Button>
          ) : (
            <Button onClick={run} busy={busy} disabled={!contact}>
              Run now
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function useContactSearch(workspace: string) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<Found[]>([]);
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
