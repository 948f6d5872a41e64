"use client";
import { useApi } from "@/components/shell/api-provider";
import { FormDialog } from "@/components/shell/form-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type ExperimentAnswer, experiments } from "@/lib/api/contracts/experiments";

type Props = { experiment: ExperimentAnswer; onClose: () => void; onSaved: () => void };

/** New names for an experiment that has started and its variants; how it divides people stays. */
export function RenameDialog({ experiment, onClose, onSaved }: Props) {
  const api = useApi();

  async function save(typed: FormData) {
    const text = (name: string) => String(typed.get(name) ?? "").trim();
    const variants = experiment.variants.map((one, n) => ({ ...one, name: text(`variants.${n}.name`) }));
    await api(experiments.update, { id: experiment.id, name: text("name"), variants });
    onSaved();
  }

  return (
    <FormDialog
      title="Rename experiment"
      description="It has started, so versions, weights and what counts stay as they are: people are divided by them."
      action="Save names"
      open
      onOpenChange={onClose}
      onSubmit={save}
    >
      {(errorOf) => (
        <>
          <Field label="Name" name="name" error={errorOf("name")}>
            <Input maxLength={120} autoComplete="off" defaultValue={experiment.name} />
          </Field>
          {experiment.variants.map((one, n) => (
            <Field
              key={one.id}
              label={`Variant ${n + 1}, version ${one.version}`}
              name={`variants.${n}.name`}
              error={errorOf(`variants.${n}.name`)}
            >
              <Input maxLength={60} autoComplete="off" defaultValue={one.name} />
            </Field>
          ))}
        </>
      )}
    </FormDialog>
  );
}
