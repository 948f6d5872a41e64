"use client";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Checkbox } from "./checkbox";
import { cn } from "./cn";
import { describedBy, FieldNotes } from "./field-notes";
import { Switch } from "./switch";

type Shared = Pick<
  ComponentProps<typeof Checkbox>,
  "name" | "value" | "checked" | "defaultChecked" | "onCheckedChange" | "disabled" | "required" | "className"
>;

type Props = Shared & {
  label: ReactNode;
  help?: ReactNode;
  error?: string;
  /** A switch acts at once and stands at the right; a checkbox waits for Save and stands at the left. */
  as?: "checkbox" | "switch";
};

/** A yes-or-no setting with its label, help and error. */
export function CheckField({
  label,
  help,
  error,
  as = "checkbox",
  className,
  checked,
  defaultChecked,
  ...props
}: Props) {
  const id = useId();
  const shared = {
    id,
    "aria-describedby": describedBy({ id, help, error }),
    "aria-invalid": error ? true : undefined,
    ...props,
  } as const;
  const control =
    as === "switch" ? (
      <Switch checked={settled(checked)} defaultChecked={settled(defaultChecked)} {...shared} />
    ) : (
      <Checkbox checked={checked} defaultChecked={defaultChecked} className="mt-[3px]" {...shared} />
    );
  return (
    <div className={cn("flex items-start gap-2.5", as === "switch" && "flex-row-reverse justify-between", className)}>
      {control}
      <div className="min-w-0">
        <label htmlFor={id} className="block">
          {label}
        </label>
        <FieldNotes id={id} help={help} error={error} />
      </div>
    </div>
  );
}

/** A switch has no middle; undefined must stay undefined, or an uncontrolled switch would never move. */
function settled(checked: boolean | "indeterminate" | undefined): boolean | undefined {
  return checked === "indeterminate" ? false : checked;
}
