"use client";
import { type FormEvent, useState } from "react";
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
  DialogTrigger,
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { phone } from "@/lib/api/contracts/phone";
import { textChannels } from "./text-channels";

/** Writes to the workspace from any number, as a contact would who writes first. */
export function WriteAs({ onWritten }: { onWritten: (threadId: string) => void }) {
  const api = useApi();
  const errors = useFormErrors();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setBusy(true);
    errors.clear();
    try {
      const { id } = await api(phone.write, {
        channel: typed.channel as keyof typeof textChannels,
        number: typed.number ?? "",
        text: typed.text ?? "",
      });
      setOpen(false);
      onWritten(id);
    } catch (thrown) {
      errors.show(thrown);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">Write as a contact</Button>
      </DialogTrigger>
      <DialogContent>
        <form ref={errors.ref} onSubmit={send} noValidate className="flex min-h-0 flex-col">
          <DialogHeader>
            <DialogTitle>Write as a contact</DialogTitle>
            <DialogDescription>
              The workspace gets this as if somebody with the number had written it. STOP, START and HELP work.
            </DialogDescription>
          </DialogHeader>
          <DialogBody className="grid gap-4">
            <FormMessage message={errors.message} />
            <div className="grid gap-4 sm:grid-cols-2">
              <Field name="channel" label="Channel" error={errors.errorOf("channel")}>
                <NativeSelect>
                  {Object.entries(textChannels).map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
              <Field name="number" label="From number" required error={errors.errorOf("number")}>
                <Input type="tel" inputMode="tel" placeholder="+15550100123" autoComplete="off" />
              </Field>
            </div>
            <Field name="text" label="Text" required error={errors.errorOf("text")}>
              <Textarea rows={3} maxLength={1600} />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button type="submit" busy={busy}>
              Send
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
