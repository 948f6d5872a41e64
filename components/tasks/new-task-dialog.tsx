"use client";
import { toast } from "sonner";
import { useApi } from "@/components/shell/api-provider";
import { FormDialog } from "@/components/shell/form-dialog";
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
  const { data: people = [] } = useMembers();

  async function save(typed: FormData) {
    const { title = "", body = "", assignee_id, due_at } = Object.fromEntries(typed) as Record<string, string>;
    await api(tasks.create, {
      title,
      body,
      assignee_id: assignee_id || null,
      due_at: due_at ? new Date(due_at).toISOString() : null,
      contact_id: contactId ?? null,
    });
    toast.success("The task was created.");
    onSaved();
  }

  return (
    <FormDialog
      title="New task"
      description="The assignee is told in the app."
      action="Create task"
      open
      onOpenChange={onClose}
      onSubmit={save}
    >
      {(errorOf) => (
        <>
          <Field name="title" label="Title" error={errorOf("title")}>
            <Input autoComplete="off" maxLength={300} />
          </Field>
          <Field name="body" label="What to do" error={errorOf("body")}>
            <Textarea rows={3} maxLength={10_000} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field name="assignee_id" label="Assignee" error={errorOf("assignee_id")}>
              <NativeSelect defaultValue="">
                <option value="">Nobody yet</option>
                {people.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </NativeSelect>
            </Field>
            <Field name="due_at" label="Due" help="In your own time zone." error={errorOf("due_at")}>
              <Input type="datetime-local" />
            </Field>
          </div>
        </>
      )}
    </FormDialog>
  );
}
