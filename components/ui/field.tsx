import { Slot } from "radix-ui";
import { type ReactElement, type ReactNode, useId } from "react";
import { cn } from "./cn";
import { describedBy, FieldNotes } from "./field-notes";

/** What `Field` gives its control, for children written as a function. */
export type ControlProps = {
  id: string;
  name?: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

type Props = {
  label: ReactNode;
  /** The path the API uses for this value; also the control's name. */
  name?: string;
  help?: ReactNode;
  /** One sentence that says what to change; its presence marks the control invalid. */
  error?: string;
  required?: boolean;
  /** Says "optional" beside the label, for forms where most fields are required. */
  optional?: boolean;
  /** A small thing at the right end of the label line, such as a link. */
  aside?: ReactNode;
  hideLabel?: boolean;
  className?: string;
  children: ReactElement | ((control: ControlProps) => ReactNode);
};

/**
 * Label, control, help and error as one unit: the control gets id, name, aria-describedby and
 * aria-invalid. The child is one control, or a function when the control sits deeper (a select trigger).
 */
export function Field({ label, name, help, error, required, optional, aside, hideLabel, className, children }: Props) {
  const id = useId();
  const control: ControlProps = {
    id,
    name,
    required,
    "aria-describedby": describedBy({ id, help, error }),
    "aria-invalid": error ? true : undefined,
  };
  return (
    <div data-field={name} className={cn("grid content-start gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-2", hideLabel && "sr-only")}>
        <label htmlFor={id} className="text-sm font-medium">
          {label}
          {optional ? <span className="font-normal text-muted-foreground"> (optional)</span> : null}
        </label>
        {aside ? <span className="text-sm">{aside}</span> : null}
      </div>
      {typeof children === "function" ? children(control) : <Slot.Root {...control}>{children}</Slot.Root>}
      <FieldNotes id={id} help={help} error={error} />
    </div>
  );
}
