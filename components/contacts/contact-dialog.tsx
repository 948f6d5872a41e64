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
import { contactStatuses, contacts } from "@/lib/api/contracts/contacts";
import { type ContactFull, type ContactRow, statusLabels } from "./words";

type Props = {
  contact?: ContactRow;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved: (contact: ContactFull) => void;
};

const texts = [
  { name: "first_name", label: "First name", type: "text" },
  { name: "last_name", label: "Last name", type: "text" },
  { name: "email", label: "Email", type: "email" },
  { name: "phone", label: "Phone", type: "tel", help: "With country code, for example +49 30 901820." },
  { name: "company", label: "Company", type: "text" },
  { name: "job_title", label: "Job title", type: "text" },
  {
    name: "time_zone",
    label: "Time zone",
    type: "text",
    help: "For example Europe/Berlin. Empty means the workspace's.",
  },
] as const;

/** Makes a contact, or edits the one given. */
export function ContactDialog({ contact, open, onOpenChange, onSaved }: Props) {
  const api = useApi();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const { status, ...fields } = data;
    const body = { ...fields, status: status as ContactRow["status"] };
    setBusy(true);
    errors.clear();
    try {
      const saved = contact
        ? await api(contacts.update, { id: contact.id, ...body })
        : await api(contacts.create, body);
      onOpenChange(false);
      toast.success(contact ? "The contact was saved." : "The contact was created.");
      onSaved(saved);
    } catch (thrown) {
      errors.show(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <form ref={errors.ref} onSubmit={save} noValidate className="flex min-h-0 flex-col">
          <DialogHeader>
            <DialogTitle>{contact ? "Edit contact" : "New contact"}</DialogTitle>
            <DialogDescription>A name, an email address or a phone number is enough.</DialogDescription>
          </DialogHeader>
          <DialogBody className="grid content-start gap-4">
            <FormMessage message={errors.message} />
            <div className="grid gap-4 sm:grid-cols-2">
              {texts.map((field) => (
                <Field
                  key={field.name}
                  name={field.name}
                  label={field.label}
                  help={"help" in field ? field.help : undefined}
                  error={errors.errorOf(field.name)}
                >
                  <Input type={field.type} defaultValue={contact?.[field.name] ?? ""} autoComplete="off" />
                </Field>
              ))}
              <Field name="status" label="Status" error={errors.errorOf("status")}>
                <NativeSelect defaultValue={contact?.status ?? "lead"}>
                  {contactStatuses.map((value) => (
                    <option key={value} value={value}>
                      {statusLabels[value]}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
            </div>
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={() => onOpenChange(false)}>
              Cancel
            </Button>
            <Button type="submit" busy={busy}>
              {contact ? "Save" : "Create contact"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
