import { LinkTabs } from "@/components/shell/link-tabs";

type Tab = "mailbox" | "phone" | "all" | "calls";
type Props = {
  workspace: string;
  current: Tab;
  /** The built-in mailbox is in use. */
  mailbox: boolean;
  /** There is a built-in phone: on one machine only. */
  phone: boolean;
};

/** The views of the mailbox screen, each with an address of its own. */
export function MessageTabs({ workspace, current, mailbox, phone }: Props) {
  const base = `/w/${encodeURIComponent(workspace)}/messages`;
  const tabs: { id: Tab; label: string; href: string }[] = [
    ...(mailbox ? [{ id: "mailbox" as const, label: "Received", href: base }] : []),
    ...(phone ? [{ id: "phone" as const, label: "Phone", href: `${base}?tab=phone` }] : []),
    { id: "all", label: "Sent and skipped", href: `${base}?tab=all` },
    { id: "calls", label: "Calls", href: `${base}?tab=calls` },
  ];
  return <LinkTabs label="Views" tabs={tabs} current={current} className="mb-4" />;
}
