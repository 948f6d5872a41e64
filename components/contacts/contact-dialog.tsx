"use client";
import { toast } from "sonner";
import { useApi } from "@/components/shell/api-provider";
import { FormDialog } from "@/components/shell/form-dialog";
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

  async function save(typed: FormData) {
    const { status, ...fields } = Object.fromEntries(typed) as Record<string, string>;
    const body = { ...fields, status: status as ContactRow["status"] };
    const saved = contact ? await api(contacts.update, { id: contact.id, ...body }) : await api(contacts.create, body);
    toast.success(contact ? "The contact was saved." : "The contact was created.");
    onSaved(saved);
  }

  return (
    <FormDialog
      title={contact ? "Edit contact" : "New contact"}
      description="A name, an email address or a phone number is enough."
      action={contact ? "Save" : "Create contact"}
      open={open}
      onOpenChange={onOpenChange}
      onSubmit={save}
    >
      {(errorOf) => (
        <div className="grid gap-4 sm:grid-cols-2">
          {texts.map((field) => (
            <Field
              key={field.name}
              name={field.name}
              label={field.label}
              help={"help" in field ? field.help : undefined}
              error={errorOf(field.name)}
            >
              <Input type={field.type} defaultValue={contact?.[field.name] ?? ""} autoComplete="off" />
            </Field>
          ))}
          <Field name="status" label="Status" error={errorOf("status")}>
            <NativeSelect defaultValue={contact?.status ?? "lead"}>
              {contactStatuses.map((value) => (
                <option key={value} value={value}>
                  {statusLabels[value]}
                </option>
              ))}
            </NativeSelect>
          </Field>
        </div>
      )}
    </FormDialog>
  );
}
