"use client";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { useApi, useWorkspace } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { useFormat } from "@/components/shell/use-format";
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
import type { Answer } from "@/lib/api/contract";
import { workflowFiles } from "@/lib/api/contracts/workflow-files";

/** Makes a draft from an exported file and says what is left to choose before it can be published. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const { slug } = useWorkspace();
  const { plural } = useFormat();
  const errors = useFormErrors();
  const [file, setFile] = useState<File | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<Answer<typeof workflowFiles.import> | null>(null);

  async function read(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!file) return setUnreadable(true);
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    setBusy(true);
    errors.clear();
    try {
      const content = parse(await file.text());
      if (content === null) setUnreadable(true);
      else setMade(await api(workflowFiles.import, { file: content, ...(name ? { name } : {}) } as never));
    } catch (error) {
      errors.show(error);
    }
    setBusy(false);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        {made ? (
          <>
            <DialogHeader>
              <DialogTitle>"{made.name}" is here as a draft</DialogTitle>
              <DialogDescription>
                {made.problems.length === 0
                  ? "Everything it names was found. Nobody enters before you publish it."
                  : `${plural({ count: made.problems.length, one: "{n} thing is", other: "{n} things are" })} left to look at before you publish it.`}
              </DialogDescription>
            </DialogHeader>
            <DialogBody>
              <ul className="grid max-h-72 list-disc gap-1 overflow-y-auto pl-4 text-sm marker:text-muted-foreground">
                {made.problems.map((problem) => (
                  <li key={`${problem.path} ${problem.code} ${problem.message}`} className="break-words">
                    {problem.message}
                  </li>
                ))}
              </ul>
            </DialogBody>
            <DialogFooter>
              <Button asChild>
                <Link href={`/w/${encodeURIComponent(slug)}/workflows/${made.id}`}>Open the workflow</Link>
              </Button>
            </DialogFooter>
          </>
        ) : (
          <form ref={errors.ref} onSubmit={read} noValidate className="contents">
            <DialogHeader>
              <DialogTitle>Import a workflow</DialogTitle>
              <DialogDescription>
                It becomes a draft. Forms, segments and workflows are found by their names; secrets and members are
                chosen anew.
              </DialogDescription>
            </DialogHeader>
            <DialogBody className="grid content-start gap-4">
              <FormMessage message={errors.message} />
              <Field
                label="File"
                help="You get it from the workflow you want to copy: More, then Export."
                error={unreadable ? "Choose a file that was exported from a workflow." : undefined}
              >
                <Input
                  type="file"
                  accept=".json,application/json"
                  className="p-0 pr-2.5 text-muted-foreground file:mr-3 file:h-full file:border-r file:border-input file:px-2.5 file:font-medium file:text-foreground"
                  onChange={(event) => {
                    setFile(event.currentTarget.files?.[0] ?? null);
                    setUnreadable(false);
                  }}
                />
              </Field>
              <Field
                label="Name"
                name="name"
                optional
                help="Instead of the name in the file."
                error={errors.errorOf("name")}
              >
                <Input maxLength={120} autoComplete="off" />
              </Field>
            </DialogBody>
            <DialogFooter>
              <Button variant="outline" onClick={onClose} disabled={busy}>
                Cancel
              </Button>
              <Button type="submit" busy={busy}>
                Import
              </Button>
            </DialogFooter>
          </form>
        )}
      </DialogContent>
    </Dialog>
  );
}

/** Null for what is no JSON object. */
function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}
