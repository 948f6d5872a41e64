"use client";
import { useInspected } from "@/components/canvas/inspector/context";
import { CheckField } from "@/components/ui/check-field";
import { NativeSelect } from "@/components/ui/native-select";
import type { ConditionValue } from "@/lib/conditions/operator";

type Choice = { value: string; label: string };
type Props = {
  /** What the form's field offers. */
  choices: Choice[];
  value: ConditionValue | undefined;
  /** Several may be chosen. */
  many: boolean;
  invalid: boolean;
  onBlur: () => void;
  onChange: (next: ConditionValue) => void;
};

/** The value of a comparison, chosen by the words of a form's choices; what is stored is the choice's value. */
export function ChoiceValue({ choices, value, many, invalid, onBlur, onChange }: Props) {
  const { readOnly } = useInspected();
  const chosen = (Array.isArray(value) ? value : [value ?? ""]).map(String).filter(Boolean);
  // A value the form no longer offers stays until it is changed: earlier answers may hold it.
  const shown = [
    ...choices,
    ...chosen
      .filter((one) => choices.every((choice) => choice.value !== one))
      .map((one) => ({ value: one, label: `${one} (not in the form)` })),
  ];
  if (many)
    return (
      <fieldset className="grid gap-1 py-0.5">
        <legend className="sr-only">Values</legend>
        {shown.map((choice) => (
          <CheckField
            key={choice.value}
            label={choice.label || choice.value}
            checked={chosen.includes(choice.value)}
            disabled={readOnly}
            onCheckedChange={(on) => {
              onBlur();
              onChange(on === true ? [...chosen, choice.value] : chosen.filter((one) => one !== choice.value));
            }}
          />
        ))}
      </fieldset>
    );
  return (
    <NativeSelect
      aria-label="Value"
      aria-invalid={invalid || undefined}
      disabled={readOnly}
      value={chosen[0] ?? ""}
      onBlur={onBlur}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {chosen.length === 0 ? <option value="">Choose a value</option> : null}
      {shown.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label || choice.value}
        </option>
      ))}
    </NativeSelect>
  );
}

/** Whether an operator compares with whole values, so that a choice of the form is what it takes. */
export const takesChoice = (op: string): boolean => wholeValues.has(op);
const wholeValues = new Set(["is", "is_not", "is_any_of", "is_none_of", "has_tag", "has_not_tag"]);
