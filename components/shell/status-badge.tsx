import {
  Archive,
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CirclePause,
  CircleX,
  Clock,
  FlaskConical,
  LoaderCircle,
  LogOut,
  type LucideIcon,
  MailX,
  PencilLine,
  Send,
  SkipForward,
  TriangleAlert,
} from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { type StatusIcon, type StatusKind, statusLook } from "./status";

const icons: Record<StatusIcon, LucideIcon> = {
  draft: PencilLine,
  live: CircleDot,
  paused: CirclePause,
  archived: Archive,
  running: LoaderCircle,
  waiting: Clock,
  done: CircleCheck,
  failed: CircleAlert,
  cancelled: Ban,
  left: LogOut,
  held: CirclePause,
  skipped: SkipForward,
  queued: CircleDashed,
  sent: Send,
  bounced: MailX,
  warned: TriangleAlert,
  unknown: CircleHelp,
  test: FlaskConical,
};

/** The mark of a state alone, for canvases and timelines; its word must stand beside it. */
export function StatusMark({ kind, status, className }: { kind: StatusKind; status: string; className?: string }) {
  const Icon = icons[statusLook({ kind, status }).icon] ?? CircleX;
  return <Icon aria-hidden className={className} />;
}

/** A state as mark, word and colour: `<StatusBadge kind="run" status="waiting" />`. */
export function StatusBadge({ kind, status, className }: { kind: StatusKind; status: string; className?: string }) {
  const look = statusLook({ kind, status });
  return (
    <Badge tone={look.tone} className={className} data-status={status}>
      <StatusMark kind={kind} status={status} />
      {look.label}
    </Badge>
  );
}

/** Says that a run or message was only a test. */
export function TestBadge() {
  return (
    <Badge tone="test">
      <FlaskConical aria-hidden />
      Test
    </Badge>
  );
}
