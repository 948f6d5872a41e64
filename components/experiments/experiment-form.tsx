"use client";
import { type FormEvent, useState } from "react";
import { GoalFields, goalOf } from "@/components/experiments/goal-fields";
import { shareWords } from "@/components/experiments/share-words";
import { freshVariant, type Variant, VariantRows, type Version } from "@/components/experiments/variant-rows";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type ExperimentAnswer, experiments } from "@/lib/api/contracts/experiments";

type Props = {
  workflowId: string;
  versions: Version[];
  /** The draft to change; without it a new one is made. */
  draft?: ExperimentAnswer;
  onClose: () => void;
  onSaved: () => void;
};

/** Drafts an experiment or changes a draft: versions with weights, who is held out, what counts and for how long. */
export function ExperimentForm({ workflowId, versions, draft, onClose, onSaved }: Props) {
  const api = useApi();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);
  const [rows, setRows] = useState(() => draft?.variants ?? firstTwo(versions));
  const [held, setHeld] = useState(String(draft?.holdout_percent ?? 0));
  const title = draft ? `Edit "${draft.name}"` : "New experiment";

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const body = {
      name: text("name"),
      variants: rows,
      holdout_percent: Number(held),
      window_days: Number(text("window_days")),
      goal: goalOf(text),
    };
    setBusy(true);
    errors.clear();
    try {
      if (draft) await api(experiments.update, { id: draft.id, ...body });
      else await api(experiments.create, { id: workflowId, ...body });
      onSaved();
    } catch (thrown) {
      errors.show(thrown);
      setBusy(false);
    }
  }
  return (
    <Card aria-label={title}>
      <CardHeader>
        <CardTitle className="min-w-0 break-words">{title}</CardTitle>
      </CardHeader>
      <CardContent>
        <form ref={errors.ref} onSubmit={save} noValidate className="grid max-w-2xl gap-4">
          <FormMessage message={errors.message} />
          <Field label="Name" name="name" error={errors.errorOf("name")}>
            <Input
              maxLength={120}
              autoComplete="off"
              autoFocus
              placeholder="Shorter welcome mail"
              defaultValue={draft?.name}
            />
          </Field>
          <VariantRows rows={rows} versions={versions} errorOf={errors.errorOf} onChange={setRows} />
          <Field
            label="Held out, in percent"
            name="holdout_percent"
            help="These people do not enter and are measured all the same, which shows what the workflow itself brings."
            error={errors.errorOf("holdout_percent")}
          >
            <Input
              type="number"
              min={0}
              max={50}
              value={held}
              onChange={(event) => setHeld(event.currentTarget.value)}
              className="max-w-32"
            />
          </Field>
          <p aria-live="polite" className="text-sm text-muted-foreground">
            {shareWords({ variants: rows, holdoutPercent: Number(held) })}
          </p>
          <GoalFields initial={draft?.goal ?? { type: "goal", name: null }} errorOf={errors.errorOf} />
          <Field label="Days in which it counts" name="window_days" error={errors.errorOf("window_days")}>
            <Input type="number" min={1} max={365} defaultValue={draft?.window_days ?? 14} className="max-w-32" />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" busy={busy}>
              Save draft
            </Button>
            <Button type="button" variant="outline" onClick={onClose} disabled={busy}>
              Cancel
            </Button>
          </div>
        </form>
      </CardContent>
    </Card>
  );
}

/** The live version and the newest other one. */
function firstTwo(versions: Version[]): Variant[] {
  const live = versions.find((one) => one.live) ?? versions[0]!;
  const first = { id: "a", name: `Version ${live.number}`, version: live.number, weight: 50 };
  return [first, freshVariant({ rows: [first], versions })!];
}
