import type { ComponentProps } from "react";
import { cn } from "./cn";

/** Many-line text control that grows with what is typed where the browser can (field-sizing). */
export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea className={cn("control field-sizing-content min-h-20 resize-y", className)} {...props} />;
}
