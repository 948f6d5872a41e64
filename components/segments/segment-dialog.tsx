"use client";
import { toast } from "sonner";
import { useApi } from "@/components/shell/api-provider";
import { FormDialog } from "@/components/shell/form-dialog";
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

  async function save(typed: FormData) {
    const body = Object.fromEntries(typed) as { name: string; description: string };
    const saved = segment ? await api(segments.update, { id: segment.id, ...body }) : await api(segments.create, body);
    toast.success(segment ? "The segment was saved." : "The segment was created.");
    onSaved(saved);
  }

  return (
    <FormDialog
      title={segment ? "Edit segment" : "New segment"}
      description="You add the contacts, or a workflow does."
      action={segment ? "Save" : "Create segment"}
      open={open}
      onOpenChange={onOpenChange}
      onSubmit={save}
    >
      {(errorOf) => (
        <>
          <Field name="name" label="Name" error={errorOf("name")}>
            <Input defaultValue={segment?.name ?? ""} autoComplete="off" maxLength={120} />
          </Field>
          <Field name="description" label="Description" error={errorOf("description")}>
            <Textarea defaultValue={segment?.description ?? ""} rows={3} maxLength={2000} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
