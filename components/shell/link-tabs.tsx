import Link from "next/link";
import { tabClass } from "@/components/ui/tab-class";
import { TabRow } from "./tab-row";

type Tab<Id> = { id: Id; label: string; href: string };
type Props<Id> = { label: string; tabs: Tab<Id>[]; current: Id; className?: string };

/** Tabs that each are an address of their own. `label` says what they are views of. */
export function LinkTabs<Id extends string>({ label, tabs, current, className }: Props<Id>) {
  return (
    <TabRow aria-label={label} className={className}>
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
    </TabRow>
  );
}
