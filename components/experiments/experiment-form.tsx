"use client";
import { type FormEvent, useState } from "react";
import { useApi } from "@/components/shell/api-provider";
import { FormMessage } from "@/components/shell/form-message";
import { useFormErrors } from "@/components/shell/use-form-errors";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { experiments } from "@/lib/api/contracts/experiments";

export type Version = { number: number; note: string | null; live: boolean };
type Props = { workflowId: string; versions: Version[]; onClose: () => void; onSaved: () => void };
const letters = ["a", "b", "c", "d", "e"];
const activities = [
  ["contact.tag_added", "A tag is added"],
  ["form.submitted", "A form is submitted"],
  ["event.received", "An event is received"],
  ["page.viewed", "A page is viewed"],
] as const;

/** Drafts an experiment: versions with weights, who is held out, what counts and for how long. */
export function ExperimentForm({ workflowId, versions, onClose, onSaved }: Props) {
  const api = useApi();
  const errors = useFormErrors();
  const [busy, setBusy] = useState(false);
  const live = versions.find((one) => one.live)?.number ?? versions[0]!.number;
  const other = versions.find((one) => one.number !== live)!.number;
  const [rows, setRows] = useState([live, other]);
  const [goal, setGoal] = useState("goal");

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    setBusy(true);
    errors.clear();
    try {
      await api(experiments.create, {
        id: workflowId,
        name: text("name"),
        variants: rows.map((version, n) => ({
          id: letters[n]!,
          name: `Version ${version}`,
          version,
          weight: Number(text(`variants.${n}.weight`)),
        })),
        holdout_percent: Number(text("holdout_percent")),
        window_days: Number(text("window_days")),
        goal:
          goal === "goal"
            ? { type: "goal", name: text("goal.name") || null }
            : { type: "activity", activity: goal as (typeof activities)[number][0], key: text("goal.key") || null },
      });
      onSaved();
    } catch (thrown) {
      errors.show(thrown);
      setBusy(false);
    }
  }
  const free = versions.find((one) => !rows.includes(one.number));
  return (
    <Card aria-label="New experiment">
      <CardHeader>
        <CardTitle>New experiment</CardTitle>
      </CardHeader>
      <CardContent>
        <form ref={errors.ref} onSubmit={save} noValidate className="grid max-w-xl gap-4">
          <FormMessage message={errors.message} />
          <Field label="Name" name="name" error={errors.errorOf("name")}>
            <Input maxLength={120} autoComplete="off" placeholder="Shorter welcome mail" />
          </Field>
          {rows.map((version, n) => (
            <div key={letters[n]} className="grid grid-cols-[1fr_6rem] gap-3">
              <Field
                label={n === 0 ? "First variant, which others are compared with" : `Variant ${n + 1}`}
                name={`variants.${n}.version`}
                error={errors.errorOf(`variants.${n}.version`)}
              >
                <NativeSelect
                  value={version}
                  onChange={(event) => {
                    const next = Number(event.currentTarget.value);
                    setRows(rows.map((one, at) => (at === n ? next : one)));
                  }}
                >
                  {versions.map((one) => (
                    <option key={one.number} value={one.number}>
                      Version {one.number}
                      {one.live ? " (live)" : ""}
                      {one.note ? `: ${one.note}` : ""}
                    </option>
                  ))}
                </NativeSelect>
              </Field>
              <Field label="Weight" name={`variants.${n}.weight`} error={errors.errorOf(`variants.${n}.weight`)}>
                <Input type="number" min={1} max={100} defaultValue={50} />
              </Field>
            </div>
          ))}
          <div className="flex flex-wrap gap-2">
            {free && rows.length < letters.length ? (
              <Button type="button" variant="outline" size="sm" onClick={() => setRows([...rows, free.number])}>
                Add a variant
              </Button>
            ) : null}
            {rows.length > 2 ? (
              <Button type="button" variant="outline" size="sm" onClick={() => setRows(rows.slice(0, -1))}>
                Remove the last variant
              </Button>
            ) : null}
          </div>
          <Field
            label="Held out, in percent"
            name="holdout_percent"
            help="These people do not enter and are measured all the same, which shows what the workflow itself brings."
            error={errors.errorOf("holdout_percent")}
          >
            <Input type="number" min={0} max={50} defaultValue={0} className="max-w-32" />
          </Field>
          <Field label="What counts" name="goal" error={errors.errorOf("goal")}>
            <NativeSelect value={goal} onChange={(event) => setGoal(event.currentTarget.value)}>
              <option value="goal">A goal is reached</option>
              {activities.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          </Field>
          {goal === "goal" ? (
            <Field
              label="Which goal"
              name="goal.name"
              optional
              help="Leave empty for any goal of this workflow."
              error={errors.errorOf("goal.name")}
            >
              <Input maxLength={120} autoComplete="off" />
            </Field>
          ) : (
            <Field
              label="Which one"
              name="goal.key"
              optional
              help="The tag, the form's id, the event's name or the page. Leave empty for any."
              error={errors.errorOf("goal.key")}
            >
              <Input maxLength={200} autoComplete="off" />
            </Field>
          )}
          <Field label="Days in which it counts" name="window_days" error={errors.errorOf("window_days")}>
            <Input type="number" min={1} max={365} defaultValue={14} className="max-w-32" />
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
