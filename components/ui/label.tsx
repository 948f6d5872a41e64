import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The name of a control. Pass `htmlFor`, or put the control inside. */
export function Label({ className, ...props }: ComponentProps<"label">) {
  // biome-ignore lint/a11y/noLabelWithoutControl: the caller names the control with htmlFor or nests it
  return <label className={cn("text-sm font-medium select-none", className)} {...props} />;
}
