import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type Props = {
  /** An icon element, such as `<Users aria-hidden />`. */
  icon?: ReactNode;
  title: string;
  /** What this place is for and what to do first. */
  description?: ReactNode;
  /** One primary button; more may follow it. */
  action?: ReactNode;
  className?: string;
};

/** Says what will stand here and how to begin. */
export function EmptyState({ icon, title, description, action, className }: Props) {
  return (
    <div className={cn("flex flex-col items-center px-4 py-14 text-center", className)}>
      {icon ? (
        <span className="mb-3 flex size-10 items-center justify-center rounded-md border bg-muted text-muted-foreground [&_svg]:size-5">
          {icon}
        </span>
      ) : null}
      <h2 className="text-base font-semibold">{title}</h2>
      {description ? <p className="mt-1 max-w-md text-pretty text-muted-foreground">{description}</p> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
