import { eachCandidate } from "@/lib/services/runs/entry/entry-rule";

/** How often one contact may come in; without a setting never while still inside. */
export const reentry = eachCandidate("reentry", ({ candidate, facts }) => {
  const { mode = "never_while_inside", cooldown_hours = 24 } = candidate.entry.reentry ?? {};
  const { insideRunId, lastEnteredAt } = candidate;
  if (mode === "never_while_inside" && insideRunId)
    return { reason: "The contact was still inside this workflow.", detail: { run_id: insideRunId } };
  if (mode === "once" && lastEnteredAt)
    return {
      reason: `The contact may enter once and did so on ${day(lastEnteredAt)}.`,
      detail: { last_entered_at: lastEnteredAt },
    };
  if (mode === "cooldown" && lastEnteredAt) {
    const hours = (Date.parse(facts.now) - Date.parse(lastEnteredAt)) / 3_600_000;
    if (hours < cooldown_hours)
      return {
        reason: `The contact entered ${ago(hours)} ago; the workflow waits ${cooldown_hours} hours between entries.`,
        detail: { last_entered_at: lastEnteredAt, cooldown_hours },
      };
  }
  return null;
});

function day(instant: string): string {
  return new Date(instant).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}

function ago(hours: number): string {
  if (hours >= 1) return `${Math.floor(hours)} ${Math.floor(hours) === 1 ? "hour" : "hours"}`;
  const minutes = Math.max(0, Math.floor(hours * 60));
  return minutes === 0 ? "less than a minute" : `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}
