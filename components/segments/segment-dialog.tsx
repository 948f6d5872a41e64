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
import { Textarea } from "@/components/ui/textarea";
import { segments } from "@/lib/api/contracts/segments";
import type { Segment } from "./segment-list";

type Props = {
  segment?: Segment;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved: (segment: Segment) => void;
};

/** Makes a segment, or renames the one given. */
export function SegmentDialog({ segment, open, onOpenChange, onSaved }: Props) {
  const api = useApi();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = Object.fromEntries(new FormData(event.currentTarget)) as { name: string; description: string };
    setBusy(true);
    errors.clear();
    try {
      const saved = segment
        ? await api(segments.update, { id: segment.id, ...body })
        : await api(segments.create, body);
      onOpenChange(false);
      toast.success(segment ? "The segment was saved." : "The segment was created.");
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
            <DialogTitle>{segment ? "Edit segment" : "New segment"}</DialogTitle>
            <DialogDescription>You add the contacts, or a workflow does.</DialogDescription>
          </DialogHeader>
          <DialogBody className="grid content-start gap-4">
            <FormMessage message={errors.message} />
            <Field name="name" label="Name" error={errors.errorOf("name")}>
              <Input defaultValue={segment?.name ?? ""} autoComplete="off" maxLength={120} />
            </Field>
            <Field name="description" label="Description" error={errors.errorOf("description")}>
              <Textarea defaultValue={segment?.description ?? ""} rows={3} maxLength={2000} />
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={() => onOpenChange(false)}>
              Cancel
            </Button>
            <Button type="submit" busy={busy}>
              {segment ? "Save" : "Create segment"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
