"use client";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
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
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { tasks } from "@/lib/api/contracts/tasks";
import { useMembers } from "./use-members";

type Props = { contactId?: string; onClose: () => void; onSaved: () => void };

/** Makes a task, about a contact when one is given. */
export function NewTaskDialog({ contactId, onClose, onSaved }: Props) {
  const api = useApi();
  const errors = useFormErrors();
  const { data: people = [] } = useMembers();
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { title, body, assignee_id, due_at } = Object.fromEntries(new FormData(event.currentTarget)) as Record<
      string,
      string
    >;
    setBusy(true);
    errors.clear();
    try {
      await api(tasks.create, {
        title: title ?? "",
        body: body ?? "",
        assignee_id: assignee_id || null,
        due_at: due_at ? new Date(due_at).toISOString() : null,
        contact_id: contactId ?? null,
      });
      toast.success("The task was created.");
      onSaved();
      onClose();
    } catch (thrown) {
      errors.show(thrown);
      setBusy(false);
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent>
        <form ref={errors.ref} onSubmit={save} noValidate className="flex min-h-0 flex-col">
          <DialogHeader>
            <DialogTitle>New task</DialogTitle>
            <DialogDescription>The assignee is told in the app.</DialogDescription>
          </DialogHeader>
          <DialogBody className="grid content-start gap-4">
            <FormMessage message={errors.message} />
            <Field name="title" label="Title" error={errors.errorOf("title")}>
              <Input autoComplete="off" maxLength={300} />
            </Field>
            <Field name="body" label="What to do" error={errors.errorOf("body")}>
              <Textarea rows={3} maxLength={10_000} />
            </Field>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field name="assignee_id" label="Assignee" error={errors.errorOf("assignee_id")}>
                <NativeSelect defaultValue="">
                  <option value="">Nobody yet</option>
                  {people.map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.name}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
              <Field name="due_at" label="Due" help="In your own time zone." error={errors.errorOf("due_at")}>
                <Input type="datetime-local" />
              </Field>
            </div>
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" busy={busy}>
              Create task
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
