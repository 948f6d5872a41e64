"use client";
import Link from "next/link";
import { useState } from "react";
import { ContactPicker, type FoundContact } from "@/components/contacts/contact-picker";
import { readApiError } from "@/components/shell/api-error";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { type EntryDecision, workflowRuns } from "@/lib/api/contracts/workflow-runs";

type Props = { workflowId: string; onClose: () => void };

/** Lets one contact enter now. The entry rules decide as always, and the answer says what they decided. */
export function ExecuteDialog({ workflowId, onClose }: Props) {
  const api = useApi();
  const { slug } = useWorkspace();
  const [contact, setContact] = useState<FoundContact | null>(null);
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
          <FormMessage message={refused} />
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
            <ContactPicker chosen={contact} onChoose={setContact} />
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
