import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";

const badgeVariants = cva(
  "inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded-sm px-1.5 align-middle text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "bg-secondary text-secondary-foreground",
        outline: "border text-muted-foreground",
        accent: "bg-primary-soft text-primary",
        running: "bg-running-soft text-running",
        waiting: "bg-waiting-soft text-waiting",
        done: "bg-done-soft text-done",
        failed: "bg-failed-soft text-failed",
        skipped: "bg-skipped-soft text-skipped",
        test: "bg-test-soft text-test",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

/** The colours a badge may have; all but the first three say a state. */
export type Tone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

/** A short word on a tinted ground. For the state of a thing use `StatusBadge`. */
export function Badge({ className, tone, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
  return <span className={cn(badgeVariants({ tone }), className)} {...props} />;
}
