"use client";
import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { Checkbox } from "./checkbox";
import { cn } from "./cn";
import { Switch } from "./switch";

type Props = Omit<ComponentProps<typeof Checkbox>, "children"> & {
  label: ReactNode;
  help?: ReactNode;
  error?: string;
  /** A switch acts at once and stands at the right; a checkbox waits for Save and stands at the left. */
  as?: "checkbox" | "switch";
};

/** A yes-or-no setting with its label, help and error. */
export function CheckField({ label, help, error, as = "checkbox", className, checked, ...props }: Props) {
  const id = useId();
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;
  const shared = { id, "aria-describedby": described, "aria-invalid": error ? true : undefined, ...props } as const;
  const control =
    as === "switch" ? (
      <Switch checked={checked === true} {...shared} />
    ) : (
      <Checkbox checked={checked} className="mt-[3px]" {...shared} />
    );
  return (
    <div className={cn("flex items-start gap-2.5", as === "switch" && "flex-row-reverse justify-between", className)}>
      {control}
      <div className="min-w-0">
        <label htmlFor={id} className="block">
          {label}
        </label>
        {help ? (
          <p id={`${id}-help`} className="text-sm text-muted-foreground">
            {help}
          </p>
        ) : null}
        {error ? (
          <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-failed">
            <CircleAlert aria-hidden className="mt-[3px] size-3.5 shrink-0" />
            {error}
          </p>
        ) : null}
      </div>
    </div>
  );
}
