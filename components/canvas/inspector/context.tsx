"use client";
import { createContext, useContext } from "react";
import type { CanvasProblem } from "@/components/canvas/problems";
import type { VariableGroup } from "@/components/canvas/variables";

type Inspected = {
  nodeId: string;
  readOnly: boolean;
  /** What earlier steps, the trigger and the contact offer. */
  variables: VariableGroup[];
  /** The fields of the forms that start the workflow are still being read, so `variables` lacks them. */
  loading: boolean;
  /** Paths of fields that hold templates, such as `subject` or `fields.0.value`. */
  templates: ReadonlySet<string>;
  problems: CanvasProblem[];
  touched: ReadonlySet<string>;
  touch: (path: string) => void;
  reveal: boolean;
};

const InspectedContext = createContext<Inspected | null>(null);
export const InspectedProvider = InspectedContext.Provider;

export function useInspected(): Inspected {
  const value = useContext(InspectedContext);
  if (!value) throw new Error("useInspected is used outside the inspector");
  return value;
}

/** The error to show at a field (`path` is inside `config`): once it was left, or when problems were asked for. */
export function useFieldError(path: string): string | undefined {
  const { problems, touched, reveal } = useInspected();
  if (!reveal && !touched.has(path)) return undefined;
  const found = problems.find(
    (problem) =>
      problem.severity === "error" && (problem.path === `config.${path}` || (path === "" && problem.path === "config")),
  );
  return found && plain(found.message);
}

/** A problem's sentence without the step's name, which stands above already. */
export const plain = (message: string) => {
  const text = message.replace(/^"[^"]*": /, "");
  return text.charAt(0).toUpperCase() + text.slice(1);
};
