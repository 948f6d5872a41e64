"use client";
import { useMemo } from "react";
import { ConditionBuilder } from "@/components/canvas/inspector/condition-builder";
import { InspectedProvider } from "@/components/canvas/inspector/context";
import type { Condition } from "@/lib/conditions";
import { contactFields } from "@/lib/conditions/fields";

type Props = {
  /** Where the condition stands in the body of the call, such as `settings.goal.condition`. */
  path: string;
  value: Condition | undefined;
  readOnly: boolean;
  /** What the last save found wrong, by path. */
  errors: { path: string; message: string }[];
  onChange: (next: Condition | undefined) => void;
};

const variables = [
  {
    label: "Contact",
    entries: contactFields.map(({ field, label, type }) => ({ path: field, label, type, sample: "" })),
  },
];
const none: ReadonlySet<string> = new Set();

/** A condition about a contact, outside of a step. */
export function ContactCondition({ path, value, readOnly, errors, onChange }: Props) {
  const inspected = useMemo(
    () => ({
      nodeId: "",
      readOnly,
      variables,
      loading: false,
      templates: none,
      problems: errors.map((error) => ({
        severity: "error" as const,
        nodeId: null,
        path: `config.${error.path}`,
        message: error.message,
      })),
      touched: none,
      touch: () => {},
      reveal: true,
    }),
    [readOnly, errors],
  );
  return (
    <InspectedProvider value={inspected}>
      <ConditionBuilder path={path} value={value} onChange={onChange} />
    </InspectedProvider>
  );
}
