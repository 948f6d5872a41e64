import {
  Box,
  CalendarClock,
  ClipboardList,
  Ear,
  GitFork,
  GitMerge,
  Globe,
  Hand,
  ListFilter,
  ListTree,
  type LucideIcon,
  Mail,
  MessageSquare,
  OctagonX,
  PhoneCall,
  Sparkles,
  Split,
  StickyNote,
  Tag,
  Tags,
  Timer,
  UserCog,
  UserPen,
  UserPlus,
  Webhook,
} from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { NodeKind } from "@/lib/nodes/define-node";

// Named one by one: importing lucide's whole table would send 1,700 icons to the browser. A test holds it to the registry.
export const nodeIcons: Record<string, LucideIcon> = {
  "calendar-clock": CalendarClock,
  "clipboard-list": ClipboardList,
  ear: Ear,
  "git-fork": GitFork,
  "git-merge": GitMerge,
  globe: Globe,
  hand: Hand,
  "list-filter": ListFilter,
  "list-tree": ListTree,
  mail: Mail,
  "message-square": MessageSquare,
  "octagon-x": OctagonX,
  "phone-call": PhoneCall,
  sparkles: Sparkles,
  split: Split,
  "sticky-note": StickyNote,
  tag: Tag,
  tags: Tags,
  timer: Timer,
  "user-cog": UserCog,
  "user-pen": UserPen,
  "user-plus": UserPlus,
  webhook: Webhook,
};

/** The mark of a kind of step. Triggers stand on the accent colour, so that the way in is seen at once. */
export function NodeIcon({
  icon,
  kind,
  className,
}: {
  icon: string | undefined;
  kind: NodeKind | undefined;
  className?: string;
}) {
  const Icon = nodeIcons[icon ?? ""] ?? Box;
  return (
    <span
      aria-hidden
      className={cn(
        "flex size-7 shrink-0 items-center justify-center rounded-md",
        kind === "trigger" ? "bg-primary-soft text-primary" : "bg-secondary text-foreground",
        className,
      )}
    >
      <Icon className="size-4" />
    </span>
  );
}
