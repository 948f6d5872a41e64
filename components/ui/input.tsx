import type { ComponentProps } from "react";
import { cn } from "./cn";

/** One-line text control, 32 px high. Give it a label through `Field` or `aria-label`. */
export function Input({ className, type = "text", ...props }: ComponentProps<"input">) {
  return <input type={type} className={cn("control h-8 max-md:pointer-coarse:h-10", className)} {...props} />;
}
