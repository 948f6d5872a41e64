import { LinkTabs } from "@/components/shell/link-tabs";

/** The two views of the mailbox screen, each with an address of its own. */
export function MessageTabs({ workspace, current }: { workspace: string; current: "mailbox" | "all" }) {
  const base = `/w/${encodeURIComponent(workspace)}/messages`;
  const tabs: { id: typeof current; label: string; href: string }[] = [
    { id: "mailbox", label: "Received", href: base },
    { id: "all", label: "Sent and skipped", href: `${base}?tab=all` },
  ];
  return <LinkTabs label="Views" tabs={tabs} current={current} className="mb-4" />;
}
