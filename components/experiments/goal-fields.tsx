"use client";
import { useState } from "react";
import type { useFormErrors } from "@/components/shell/use-form-errors";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import type { ExperimentGoal } from "@/lib/api/contracts/experiments";

const activities = [
  ["contact.tag_added", "A tag is added"],
  ["form.submitted", "A form is submitted"],
  ["event.received", "An event is received"],
  ["page.viewed", "A page is viewed"],
] as const;

type Props = { initial: ExperimentGoal; errorOf: ReturnType<typeof useFormErrors>["errorOf"] };

/** What an experiment counts; read with `goalOf` from the form it stands in. */
export function GoalFields({ initial, errorOf }: Props) {
  const [kind, setKind] = useState<string>(initial.type === "goal" ? "goal" : initial.activity);
  return (
    <>
      <Field label="What counts" name="goal" error={errorOf("goal")}>
        <NativeSelect value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          <option value="goal">A goal is reached</option>
          {activities.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </Field>
      {kind === "goal" ? (
        <Field
          label="Which goal"
          name="goal.name"
          optional
          help="Leave empty for any goal of this workflow."
          error={errorOf("goal.name")}
        >
          <Input
            maxLength={120}
            autoComplete="off"
            defaultValue={initial.type === "goal" ? (initial.name ?? "") : ""}
          />
        </Field>
      ) : (
        <Field
          label="Which one"
          name="goal.key"
          optional
          help="The tag, the form's id, the event's name or the page. Leave empty for any."
          error={errorOf("goal.key")}
        >
          <Input
            maxLength={200}
            autoComplete="off"
            defaultValue={initial.type === "activity" ? (initial.key ?? "") : ""}
          />
        </Field>
      )}
    </>
  );
}

/** The goal as the fields of a form say it. */
export function goalOf(text: (name: string) => string): ExperimentGoal {
  const kind = text("goal");
  if (kind === "goal") return { type: "goal", name: text("goal.name") || null };
  return { type: "activity", activity: kind as (typeof activities)[number][0], key: text("goal.key") || null };
}
