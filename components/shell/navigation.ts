import {
  Contact,
  FileText,
  House,
  Inbox,
  ListChecks,
  ListTodo,
  ListVideo,
  type LucideIcon,
  Settings,
  Workflow,
} from "lucide-react";

export type NavGroup = "Capture" | "Know" | "Automate" | "Send" | "Understand";

export type NavEntry = {
  id: NavId;
  label: string;
  /** The path under the workspace, "" for its home. */
  path: string;
  icon: LucideIcon;
  /** No group: stands alone at the top, or at the bottom when `bottom` is set. */
  group?: NavGroup;
  bottom?: boolean;
  /** Pressed one after the other they go there. */
  keys: [first: string, second: string];
};

export type NavId =
  | "home"
  | "forms"
  | "contacts"
  | "workflows"
  | "runs"
  | "messages"
  | "settings"
  | "segments"
  | "tasks";

/** Every screen the navigation and the command menu can reach, in the order they are shown. */
export const navigation: NavEntry[] = [
  { id: "home", label: "Home", path: "", icon: House, keys: ["G", "H"] },
  { id: "forms", label: "Forms", path: "forms", icon: FileText, group: "Capture", keys: ["G", "F"] },
  { id: "contacts", label: "Contacts", path: "contacts", icon: Contact, group: "Know", keys: ["G", "C"] },
  { id: "segments", label: "Segments", path: "segments", icon: ListChecks, group: "Know", keys: ["G", "L"] },
  { id: "tasks", label: "Tasks", path: "tasks", icon: ListTodo, group: "Know", keys: ["G", "T"] },
  { id: "workflows", label: "Workflows", path: "workflows", icon: Workflow, group: "Automate", keys: ["G", "W"] },
  { id: "runs", label: "Runs", path: "runs", icon: ListVideo, group: "Automate", keys: ["G", "R"] },
  { id: "messages", label: "Mailbox", path: "messages", icon: Inbox, group: "Send", keys: ["G", "M"] },
  { id: "settings", label: "Settings", path: "settings", icon: Settings, bottom: true, keys: ["G", "S"] },
];

export const navGroups: NavGroup[] = ["Capture", "Know", "Automate", "Send", "Understand"];

/** The address of an entry. `workspace` is the workspace's slug. */
export function navHref({ entry, workspace }: { entry: NavEntry; workspace: string }): string {
  const base = `/w/${encodeURIComponent(workspace)}`;
  return entry.path ? `${base}/${entry.path}` : base;
}

/** The entry a path belongs to: the one with the longest address the path starts with; undefined outside the workspace. */
export function activeEntry({ pathname, workspace }: { pathname: string; workspace: string }): NavEntry | undefined {
  const matches = navigation.filter((entry) => {
    const href = navHref({ entry, workspace });
    return pathname === href || (entry.path !== "" && pathname.startsWith(`${href}/`));
  });
  return matches.sort((a, b) => b.path.length - a.path.length)[0];
}
