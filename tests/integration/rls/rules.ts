import type { Role } from "@/lib/db/scoped";

/**
 * What each table may be used for, written down a second time and independently of the migrations: the matrix compares the two.
 * `member` and `worker` list the operations as letters: s(elect), i(nsert), u(pdate), d(elete).
 */
export interface Rule {
  table: string;
  /** Lowest role that sees a row, and that changes one. */
  read: Role;
  write: Role;
  /** Lowest role that adds a row, and that deletes one, where it is not `write`. */
  add?: Role;
  remove?: Role;
  member: string;
  worker: string;
  /** The column that names the workspace. */
  column?: string;
  /** What of it is closed to an editor of the workspace whom its workflow names a viewer: letters. */
  closed?: string;
  /** What a viewer of the workspace may do whom its workflow names an editor: letters, besides those of viewers. */
  opened?: string;
}

const rule = (table: string, member: string, worker: string, more: Partial<Rule> = {}): Rule => ({
  table,
  read: "viewer",
  write: "editor",
  member,
  worker,
  ...more,
});

export const rules: Rule[] = [
  rule("workspaces", "su", "s", { write: "admin", column: "id" }),
  // Rows of owners have a stricter rule, checked apart.
  rule("workspace_members", "siud", "s", { write: "admin" }),
  // Of other people only; one's own is checked apart.
  rule("profiles", "s", "s", { column: "user_id" }),
  rule("api_keys", "siu", "s", { read: "admin", write: "admin" }),
  rule("connections", "siud", "su", { write: "admin" }),
  rule("idempotency_keys", "siu", "siud", { write: "viewer" }),
  rule("secrets", "siud", "su", { write: "admin" }),
  rule("inbound_hooks", "siud", "su", { read: "editor" }),
  rule("hook_deliveries", "s", "siud", { read: "editor" }),

  rule("contacts", "siud", "siud"),
  rule("contact_consents", "si", "si"),
  rule("suppressions", "siud", "siud"),
  rule("notes", "siud", "siud"),
  rule("events", "si", "si"),
  rule("activities", "s", "s"),
  rule("dispatch_queue", "s", "sud"),

  rule("forms", "siud", "s"),
  rule("form_versions", "si", "s"),
  rule("submissions", "sid", "siu"),

  rule("workflows", "siud", "su", { closed: "ud", opened: "u" }),
  rule("workflow_versions", "si", "s", { closed: "i" }),
  rule("workflow_triggers", "siud", "s", { closed: "iud" }),
  rule("bulk_enrolments", "siu", "su", { closed: "iu" }),
  rule("enrolment_requests", "si", "si", { closed: "i" }),
  rule("workflow_runs", "siu", "siu"),
  rule("workflow_forks", "siu", "siud"),
  rule("workflow_tokens", "siu", "siud"),
  rule("workflow_run_steps", "siu", "siud"),
  rule("workflow_waits", "siu", "siud"),
  rule("workflow_wait_events", "sid", "siud"),
  rule("entry_decisions", "si", "si"),
  rule("effects", "su", "siu"),
  rule("run_actions", "siu", "su"),
  rule("workflow_moves", "siu", "su", { closed: "iu" }),
  rule("workflow_move_people", "s", "siu"),
  rule("experiments", "siud", "s", { closed: "iud" }),
  rule("experiment_assignments", "s", "si"),
  rule("conversions", "s", "si"),
  rule("workflow_splits", "siud", "su", { closed: "iud" }),
  rule("workflow_schedules", "siud", "su", { closed: "iud" }),
  rule("workflow_ticks", "s", "siu"),
  rule("contact_occurrences", "s", "si"),

  // Of other people: one's own words are checked apart.
  rule("workflow_comments", "siud", "s", { add: "viewer", remove: "admin", closed: "u", opened: "u" }),
  // Of other people; what members do to their own row is checked apart.
  rule("workflow_collaborators", "siud", "s", { closed: "iud" }),
  rule("workflow_test_cases", "siud", "s", { closed: "iud", opened: "iud" }),
  rule("backtests", "si", "su", { closed: "i", opened: "i" }),

  rule("segments", "siud", "s"),
  rule("segment_members", "siud", "siud"),
  rule("tasks", "siud", "siu"),
  rule("rotations", "s", "siud"),
  // Of other people: nothing. One's own are checked apart.
  rule("notifications", "", "si"),

  rule("messages", "s", "siu"),
  rule("message_links", "s", "si"),
  rule("message_events", "s", "si"),
  // Of mail to a member; other mail is checked apart.
  rule("mailbox", "sd", "si", { read: "admin" }),
  rule("phone_box", "s", "siu"),

  rule("generations", "s", "siu"),
  rule("calls", "s", "siu"),
];
