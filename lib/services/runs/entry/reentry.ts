import type { ServiceContext } from "@/lib/db/scoped";
import { type Candidate, type EntryFacts, eachCandidate } from "@/lib/services/runs/entry/entry-rule";
import { reentryKey } from "@/lib/services/runs/entry/reentry-key";

/** How often one contact may come in; without a setting never while still inside. */
export const reentry = eachCandidate("reentry", ({ ctx, candidate, facts }) => {
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
  return mode === "keyed" ? sameKey({ ctx, candidate, facts }) : null;
});

/** Entries are told apart by a value of the event: the same order never starts a second run, another one does. */
async function sameKey(args: { ctx: ServiceContext; candidate: Candidate; facts: EntryFacts }) {
  const { ctx, candidate, facts } = args;
  const path = candidate.entry.reentry?.key ?? "";
  const value = reentryKey({ candidate, activity: facts.activity });
  if (value === null)
    return {
      reason: `Entries are told apart by ${path}, and this event holds no short text or number there.`,
      detail: { key: path },
    };
  const known = candidate.enteredKeys.get(value);
  const run = known
    ? { id: known, created_at: facts.now }
    : await ctx.db
        .selectFrom("workflow_runs")
        .select(["id", "created_at"])
        .where("workspace_id", "=", ctx.workspaceId)
        .where("workflow_id", "=", candidate.workflowId)
        .where("subject_id", "=", facts.contact?.id ?? "")
        .where("reentry_key", "=", value)
        .where("is_test", "=", false)
        .orderBy("created_at")
        .limit(1)
        .executeTakeFirst();
  if (!run) return null;
  return {
    reason: `The contact entered for ${path} "${value}" before, on ${day(run.created_at)}; each value counts once.`,
    detail: { key: path, value, run_id: run.id },
  };
}

// Made once: one for each refusal would take more time and memory than the rule.
const longDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const day = (instant: string): string => longDay.format(new Date(instant));

function ago(hours: number): string {
  if (hours >= 1) return `${Math.floor(hours)} ${Math.floor(hours) === 1 ? "hour" : "hours"}`;
  const minutes = Math.max(0, Math.floor(hours * 60));
  return minutes === 0 ? "less than a minute" : `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
}
