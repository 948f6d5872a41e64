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
} from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type ExperimentAnswer, experiments } from "@/lib/api/contracts/experiments";

type Props = { experiment: ExperimentAnswer; onClose: () => void; onSaved: () => void };

/** New names for an experiment that has started and its variants; how it divides people stays. */
export function RenameDialog({ experiment, onClose, onSaved }: Props) {
  const api = useApi();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    setBusy(true);
    errors.clear();
    try {
      const variants = experiment.variants.map((one, n) => ({ ...one, name: text(`variants.${n}.name`) }));
      await api(experiments.update, { id: experiment.id, name: text("name"), variants });
      onSaved();
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
            <DialogTitle>Rename experiment</DialogTitle>
            <DialogDescription>
              It has started, so versions, weights and what counts stay as they are: people are divided by them.
            </DialogDescription>
          </DialogHeader>
          <DialogBody className="grid content-start gap-4">
            <FormMessage message={errors.message} />
            <Field label="Name" name="name" error={errors.errorOf("name")}>
              <Input maxLength={120} autoComplete="off" defaultValue={experiment.name} />
            </Field>
            {experiment.variants.map((one, n) => (
              <Field
                key={one.id}
                label={`Variant ${n + 1}, version ${one.version}`}
                name={`variants.${n}.name`}
                error={errors.errorOf(`variants.${n}.name`)}
              >
                <Input maxLength={60} autoComplete="off" defaultValue={one.name} />
              </Field>
            ))}
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose} disabled={busy}>
              Cancel
            </Button>
            <Button type="submit" busy={busy}>
              Save names
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
