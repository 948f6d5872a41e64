import type { ReactNode } from "react";
import { Crumb } from "./crumb";

type Props = {
  title: string;
  /** Shown beside the title as it is; format it first. */
  count?: ReactNode;
  description?: ReactNode;
  /** A status badge or the like, beside the title. */
  badge?: ReactNode;
  /** The one primary button, at the right end. */
  action?: ReactNode;
  /** Lesser actions, left of the primary one. */
  secondary?: ReactNode;
};

/** The top of every page: what it is, how many, and the one thing to do here. */
export function PageHeader({ title, count, description, badge, action, secondary }: Props) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 pb-4">
      <Crumb label={title} />
      <div className="min-w-0 flex-1 basis-56">
        <div className="flex min-h-8 min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="min-w-0 text-xl font-semibold break-words">{title}</h1>
          {count !== undefined && count !== null ? (
            <span className="text-muted-foreground tabular-nums">{count}</span>
          ) : null}
          {badge}
        </div>
        {description ? <p className="mt-0.5 max-w-2xl text-pretty text-muted-foreground">{description}</p> : null}
      </div>
      {action || secondary ? (
        <div className="flex shrink-0 items-center gap-2">
          {secondary}
          {action}
        </div>
      ) : null}
    </header>
  );
}
