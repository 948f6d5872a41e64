import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { tabClass } from "@/components/ui/tab-class";
import { Crumb } from "./crumb";
import { TabRow } from "./tab-row";

export type DetailTab = { label: string; href: string; current?: boolean; count?: ReactNode };

type Props = {
  title: string;
  /** An avatar or icon left of the title. */
  mark?: ReactNode;
  subtitle?: ReactNode;
  badge?: ReactNode;
  actions?: ReactNode;
  /** Tabs that are addresses of their own (`?tab=runs`). For tabs inside the page use `ui/tabs` in children. */
  tabs?: DetailTab[];
  /** The right column: cards of facts. Below 1,024 px it stands under the content. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A page about one thing: header with identity and state, tabs, content, a right column of facts. */
export function DetailLayout({ title, mark, subtitle, badge, actions, tabs, aside, children }: Props) {
  return (
    <div>
      <Crumb label={title} />
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 pb-4">
        <div className="flex min-w-0 flex-1 basis-64 items-start gap-3">
          {mark}
          <div className="min-w-0">
            <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
              <h1 className="min-w-0 text-xl font-semibold break-words">{title}</h1>
              {badge}
            </div>
            {subtitle ? <div className="text-muted-foreground">{subtitle}</div> : null}
          </div>
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      {tabs ? (
        <TabRow aria-label="Sections" className="mb-4">
          {tabs.map((tab) => (
            <Link
              key={tab.href}
              href={tab.href}
              scroll={false}
              aria-current={tab.current ? "page" : undefined}
              data-state={tab.current ? "active" : "inactive"}
              className={tabClass}
            >
              {tab.label}
              {tab.count !== undefined && tab.count !== null ? (
                <span className="text-xs text-muted-foreground tabular-nums">{tab.count}</span>
              ) : null}
            </Link>
          ))}
        </TabRow>
      ) : null}
      <div className={cn(aside && "grid gap-6 lg:grid-cols-[minmax(0,1fr)_320px]")}>
        <div className="min-w-0">{children}</div>
        {aside ? (
          <aside aria-label="Facts" className="flex min-w-0 flex-col gap-4">
            {aside}
          </aside>
        ) : null}
      </div>
    </div>
  );
}
