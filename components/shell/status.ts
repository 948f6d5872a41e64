import type { Tone } from "@/components/ui/badge";

export type StatusIcon =
  | "draft"
  | "live"
  | "paused"
  | "archived"
  | "running"
  | "waiting"
  | "done"
  | "failed"
  | "cancelled"
  | "left"
  | "held"
  | "skipped"
  | "queued"
  | "sent"
  | "bounced"
  | "warned"
  | "unknown"
  | "test";

export type StatusLook = { label: string; tone: Tone; icon: StatusIcon };

/** Every state a thing can be in, with its word, colour and mark; the one place screens take them from. */
export const statuses = {
  workflow: {
    draft: { label: "Draft", tone: "neutral", icon: "draft" },
    live: { label: "Live", tone: "done", icon: "live" },
    paused: { label: "Paused", tone: "waiting", icon: "paused" },
    stopped: { label: "Stopped", tone: "skipped", icon: "left" },
    archived: { label: "Archived", tone: "skipped", icon: "archived" },
  },
  form: {
    draft: { label: "Draft", tone: "neutral", icon: "draft" },
    published: { label: "Published", tone: "done", icon: "live" },
    unpublished: { label: "Not published", tone: "skipped", icon: "paused" },
    archived: { label: "Archived", tone: "skipped", icon: "archived" },
  },
  run: {
    queued: { label: "Starting", tone: "running", icon: "queued" },
    running: { label: "Running", tone: "running", icon: "running" },
    waiting: { label: "Waiting", tone: "waiting", icon: "waiting" },
    held: { label: "Held", tone: "waiting", icon: "held" },
    completed: { label: "Completed", tone: "done", icon: "done" },
    failed: { label: "Failed", tone: "failed", icon: "failed" },
    cancelled: { label: "Cancelled", tone: "skipped", icon: "cancelled" },
    exited: { label: "Left early", tone: "skipped", icon: "left" },
  },
  step: {
    running: { label: "Running", tone: "running", icon: "running" },
    waiting: { label: "Waiting", tone: "waiting", icon: "waiting" },
    done: { label: "Done", tone: "done", icon: "done" },
    failed: { label: "Failed", tone: "failed", icon: "failed" },
    skipped: { label: "Skipped", tone: "skipped", icon: "skipped" },
    cancelled: { label: "Cancelled", tone: "skipped", icon: "cancelled" },
  },
  call: {
    queued: { label: "Starting", tone: "running", icon: "queued" },
    ringing: { label: "Ringing", tone: "waiting", icon: "waiting" },
    in_progress: { label: "Talking", tone: "running", icon: "running" },
    answered: { label: "Answered", tone: "done", icon: "done" },
    missed: { label: "Missed", tone: "skipped", icon: "skipped" },
    busy: { label: "Busy", tone: "skipped", icon: "held" },
    voicemail: { label: "Voicemail", tone: "waiting", icon: "sent" },
    failed: { label: "Failed", tone: "failed", icon: "failed" },
  },
  message: {
    queued: { label: "Queued", tone: "running", icon: "queued" },
    sending: { label: "Sending", tone: "running", icon: "running" },
    sent: { label: "Sent", tone: "done", icon: "sent" },
    delivered: { label: "Delivered", tone: "done", icon: "done" },
    read: { label: "Read", tone: "done", icon: "done" },
    received: { label: "Received", tone: "neutral", icon: "queued" },
    bounced: { label: "Bounced", tone: "failed", icon: "bounced" },
    complained: { label: "Marked as spam", tone: "failed", icon: "warned" },
    failed: { label: "Failed", tone: "failed", icon: "failed" },
    skipped: { label: "Not sent", tone: "skipped", icon: "skipped" },
    unknown: { label: "Unknown", tone: "waiting", icon: "unknown" },
  },
  contact: {
    lead: { label: "Lead", tone: "neutral", icon: "queued" },
    qualified: { label: "Qualified", tone: "running", icon: "live" },
    customer: { label: "Customer", tone: "done", icon: "done" },
    inactive: { label: "Inactive", tone: "skipped", icon: "paused" },
  },
  consent: {
    granted: { label: "Granted", tone: "done", icon: "done" },
    denied: { label: "Denied", tone: "failed", icon: "cancelled" },
    unsubscribed: { label: "Unsubscribed", tone: "failed", icon: "left" },
    unknown: { label: "Not asked", tone: "skipped", icon: "unknown" },
  },
  connection: {
    untested: { label: "Not tested", tone: "neutral", icon: "unknown" },
    healthy: { label: "Works", tone: "done", icon: "done" },
    failing: { label: "Failing", tone: "failed", icon: "failed" },
  },
  effect: {
    claimed: { label: "Under way", tone: "running", icon: "running" },
    done: { label: "Done", tone: "done", icon: "done" },
    failed: { label: "Failed", tone: "failed", icon: "failed" },
    unknown: { label: "Unknown", tone: "waiting", icon: "unknown" },
  },
  decision: {
    entered: { label: "Entered", tone: "done", icon: "done" },
    refused: { label: "Did not enter", tone: "skipped", icon: "skipped" },
  },
} satisfies Record<string, Record<string, StatusLook>>;

export type StatusKind = keyof typeof statuses;

/** The look of a state. A state the table does not know keeps its own word in a neutral look. */
export function statusLook({ kind, status }: { kind: StatusKind; status: string }): StatusLook {
  const table: Record<string, StatusLook> = statuses[kind];
  if (Object.hasOwn(table, status)) return table[status] as StatusLook;
  const words = status.replaceAll("_", " ");
  return { label: words.charAt(0).toUpperCase() + words.slice(1), tone: "neutral", icon: "unknown" };
}
