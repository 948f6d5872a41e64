import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { tabClass, tabListClass } from "@/components/ui/tab-class";

/** The two views of the mailbox screen, each with an address of its own. */
export function MessageTabs({ workspace, current }: { workspace: string; current: "mailbox" | "all" }) {
  const base = `/w/${encodeURIComponent(workspace)}/messages`;
  const tabs = [
    { id: "mailbox", label: "Received", href: base },
    { id: "all", label: "Sent and skipped", href: `${base}?tab=all` },
  ];
  return (
    <nav aria-label="Views" className={cn(tabListClass, "mb-4")}>
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
