import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A grey shape where something will stand. Give it the size of what it stands for. */
export function Skeleton({ className, ...props }: ComponentProps<"span">) {
  return <span aria-hidden className={cn("block animate-pulse rounded-sm bg-accent", className)} {...props} />;
}
