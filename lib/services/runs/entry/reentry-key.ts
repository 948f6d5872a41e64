import { readPath } from "@/lib/conditions/read-path";
import type { Candidate, EntrySettings } from "@/lib/services/runs/entry/entry-rule";
import { type ActivityRow, factsOf } from "@/lib/services/runs/match-event";

const MAX_LENGTH = 200;

/**
 * The value of an event that tells entries of one contact apart, as text; null when the workflow does not ask for one or the
 * event has none. The path is read from the event (`data.properties.order_id`, `trigger.data…`) or from its data (`answers.order`).
 */
export function reentryKey({ candidate, activity }: { candidate: Candidate; activity: ActivityRow }): string | null {
  return reentryKeyOf({ entry: candidate.entry, activity });
}

/** The same for settings of entry alone. */
export function reentryKeyOf({ entry, activity }: { entry: EntrySettings; activity: ActivityRow }): string | null {
  const { mode, key } = entry.reentry ?? {};
  if (mode !== "keyed" || !key) return null;
  const trigger = factsOf(activity);
  const value = readPath({
    root: { ...trigger.data, data: trigger.data, changes: trigger.changes, trigger },
    path: key,
  });
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return null;
  const text = String(value).trim();
  return text === "" || text.length > MAX_LENGTH ? null : text;
}
