import {
  ArrowRightLeft,
  Bell,
  Box,
  CalendarClock,
  CalendarHeart,
  CalendarSync,
  CircleCheck,
  ClipboardList,
  CornerUpRight,
  Ear,
  FlaskConical,
  Gauge,
  GitFork,
  GitMerge,
  Globe,
  Goal,
  Hand,
  ListFilter,
  ListMinus,
  ListPlus,
  ListTodo,
  ListTree,
  type LucideIcon,
  Mail,
  MailOpen,
  MailX,
  MessageCircle,
  MessageSquare,
  MessageSquareReply,
  MessageSquareText,
  MousePointerClick,
  OctagonX,
  PhoneCall,
  Repeat,
  ShieldCheck,
  Sparkles,
  Split,
  Stamp,
  StickyNote,
  Tag,
  Tags,
  Timer,
  UserCheck,
  UserCog,
  UserPen,
  UserPlus,
  Variable,
  Webhook,
  Workflow,
  Zap,
} from "lucide-react";
import { cn } from "@/components/ui/cn";
import type { NodeKind } from "@/lib/nodes/define-node";

// Named one by one: importing lucide's whole table would send 1,700 icons to the browser. A test holds it to the registry.
export const nodeIcons: Record<string, LucideIcon> = {
  "arrow-right-left": ArrowRightLeft,
  bell: Bell,
  "calendar-clock": CalendarClock,
  "calendar-heart": CalendarHeart,
  "calendar-sync": CalendarSync,
  "circle-check": CircleCheck,
  "clipboard-list": ClipboardList,
  "corner-up-right": CornerUpRight,
  ear: Ear,
  "flask-conical": FlaskConical,
  gauge: Gauge,
  "git-fork": GitFork,
  "git-merge": GitMerge,
  globe: Globe,
  goal: Goal,
  hand: Hand,
  "list-filter": ListFilter,
  "list-minus": ListMinus,
  "list-plus": ListPlus,
  "list-todo": ListTodo,
  "list-tree": ListTree,
  mail: Mail,
  "mail-open": MailOpen,
  "mail-x": MailX,
  "message-circle": MessageCircle,
  "message-square": MessageSquare,
  "message-square-reply": MessageSquareReply,
  "message-square-text": MessageSquareText,
  "mouse-pointer-click": MousePointerClick,
  "octagon-x": OctagonX,
  "phone-call": PhoneCall,
  repeat: Repeat,
  "shield-check": ShieldCheck,
  sparkles: Sparkles,
  split: Split,
  stamp: Stamp,
  "sticky-note": StickyNote,
  tag: Tag,
  tags: Tags,
  timer: Timer,
  "user-check": UserCheck,
  "user-cog": UserCog,
  "user-pen": UserPen,
  "user-plus": UserPlus,
  variable: Variable,
  webhook: Webhook,
  workflow: Workflow,
  zap: Zap,
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
