import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { tabClass, tabListClass } from "@/components/ui/tab-class";

type Tab<Id> = { id: Id; label: string; href: string };
type Props<Id> = { label: string; tabs: Tab<Id>[]; current: Id; className?: string };

/** Tabs that each are an address of their own. `label` says what they are views of. */
export function LinkTabs<Id extends string>({ label, tabs, current, className }: Props<Id>) {
  return (
    <nav aria-label={label} className={cn(tabListClass, className)}>
      {tabs.map((tab) => (
        <Link
          key={tab.id}
          href={tab.href}
          aria-current={tab.id === current ? "page" : undefined}
          data-state={tab.id === current ? "active" : "inactive"}
          className={tabClass}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
