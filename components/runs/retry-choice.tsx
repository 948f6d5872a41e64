"use client";
import { useId } from "react";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { RadioGroup, RadioItem } from "@/components/ui/radio-group";
import type { RunAnswer, RunStep } from "@/lib/api/contracts/runs";
import { withVisit } from "./retry-words";

export type RetryChoice = {
  from: "failed" | "step" | "start";
  /** Id of the run's step to begin at, with from "step". */
  stepId: string;
  version: "same" | "current";
};
type Props = { run: RunAnswer; steps: RunStep[]; choice: RetryChoice; onChange: (choice: RetryChoice) => void };

/** Where a retry begins and on which version. */
export function RetryChoiceFields({ run, steps, choice, onChange }: Props) {
  const id = useId();
  return (
    <>
      <fieldset className="grid gap-2">
        <legend id={`${id}-from`} className="mb-2 font-medium">
          Where to begin
        </legend>
        <RadioGroup
          aria-labelledby={`${id}-from`}
          value={choice.from}
          onValueChange={(from) => onChange({ ...choice, from: from as RetryChoice["from"] })}
        >
          {run.status === "failed" ? <RadioItem value="failed" label="At the step that failed" /> : null}
          {steps.length > 0 ? <RadioItem value="step" label="At a step I choose" /> : null}
          <RadioItem value="start" label="At the start" help="All messages of the run are sent once more." />
        </RadioGroup>
      </fieldset>
      {choice.from === "step" ? (
        <Field label="Step">
          <NativeSelect
            value={choice.stepId}
            onChange={(event) => onChange({ ...choice, stepId: event.currentTarget.value })}
          >
            {steps.map((step) => (
              <option key={step.id} value={step.id}>
                {withVisit(step)}
              </option>
            ))}
          </NativeSelect>
        </Field>
      ) : null}
      <fieldset className="grid gap-2">
        <legend id={`${id}-version`} className="mb-2 font-medium">
          Version
        </legend>
        <RadioGroup
          aria-labelledby={`${id}-version`}
          value={choice.version}
          onValueChange={(version) => onChange({ ...choice, version: version as RetryChoice["version"] })}
        >
          <RadioItem value="same" label={`Version ${run.version}, as before`} />
          <RadioItem value="current" label="The version that is live now" />
        </RadioGroup>
      </fieldset>
    </>
  );
}
