"use client";
import { CircleAlert } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import useSWR from "swr";
import type { Draft } from "@/components/forms/builder/use-draft";
import { readApiError } from "@/components/shell/api-error";
import { useApi } from "@/components/shell/api-provider";
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
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { forms } from "@/lib/api/contracts/forms";
import { formChanges } from "@/lib/forms/changes";
import { formProblems } from "@/lib/forms/problems";

type Props = { draft: Draft; onClose: () => void; onShowField: (id: string) => void };

/** Says what visitors will see differently, or what is still missing, and publishes. */
export function PublishDialog({ draft, onClose, onShowField }: Props) {
  const api = useApi();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { form } = draft;
  const missing = formProblems(draft.draft);
  const versions = useSWR(form.version === null ? null : ["form-versions", form.id, form.version], () =>
    api(forms.versions, { id: form.id, limit: 1 }),
  );
  const before = form.version === null ? null : versions.data?.data[0]?.content;
  const changes = before === undefined ? undefined : formChanges({ before, after: draft.draft });

  async function publish() {
    setBusy(true);
    setProblem(null);
    try {
      if (!(await draft.flush())) throw new Error();
      draft.adopt(await api(forms.publish, { id: form.id, note }));
      toast.success(form.version === null ? "Your form is online." : "The new version is online.");
      onClose();
    } catch (error) {
      setProblem(
        draft.saving === "saved"
          ? readApiError(error).message
          : "The last change could not be saved, so nothing was published.",
      );
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => (open ? null : onClose())}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>{missing.length > 0 ? "Not ready to publish" : "Publish this form"}</DialogTitle>
          <DialogDescription>
            {missing.length > 0
              ? missing.length === 1
                ? "One thing is missing."
                : `${missing.length} things are missing.`
              : "Visitors get this version from the moment you publish it."}
          </DialogDescription>
        </DialogHeader>
        <DialogBody className="grid content-start gap-4">
          <FormMessage message={problem} />
          {missing.length > 0 ? (
            <ul className="grid gap-1">
              {missing.map(({ path, message }) => {
                const field = draft.draft.fields[Number(/^draft\.fields\.(\d+)/.exec(path)?.[1])];
                return (
                  <li key={path} className="flex items-start gap-2 text-failed">
                    <CircleAlert aria-hidden className="mt-[3px] size-4 shrink-0" />
                    <span className="min-w-0">
                      {field ? (
                        <button
                          type="button"
                          className="font-medium underline underline-offset-2"
                          onClick={() => {
                            onShowField(field.id);
                            onClose();
                          }}
                        >
                          {field.label || field.key}
                        </button>
                      ) : null}
                      {field ? ": " : ""}
                      {message}
                    </span>
                  </li>
                );
              })}
            </ul>
          ) : (
            <>
              {versions.error ? (
                <FormMessage message="What changes could not be read. You can publish all the same." />
              ) : null}
              {changes === undefined && !versions.error ? <Skeleton className="h-10 w-full" /> : null}
              {changes && changes.length > 0 ? (
                <ul className="grid list-disc gap-1 pl-5">
                  {changes.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              ) : null}
              {form.version !== null && changes?.length === 0 ? (
                <p>Puts version {form.version} online again, unchanged.</p>
              ) : null}
              <Field label="Note" optional help="For your team, shown in the list of versions.">
                <Input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
              </Field>
            </>
          )}
        </DialogBody>
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            {missing.length > 0 ? "Go back" : "Cancel"}
          </Button>
          {missing.length === 0 ? (
            <Button onClick={publish} busy={busy}>
              Publish
            </Button>
          ) : null}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
