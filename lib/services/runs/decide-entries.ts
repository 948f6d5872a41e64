import { evaluate } from "@/lib/conditions";
import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts } from "@/lib/nodes/facts";
import type { Candidate, EntryRule } from "@/lib/services/runs/entry/entry-rule";
import { entryRules } from "@/lib/services/runs/entry/rules";
import { notOftenYet } from "@/lib/services/runs/happened-often";
import { type ActivityRow, factsOf } from "@/lib/services/runs/match-event";
import type { MatchedTrigger } from "@/lib/services/runs/read-queue";
import type { BusinessHours } from "@/lib/time/business-hours";

/** What was decided about one workflow and one activity, in words a marketer understands. */
export interface Decision {
  candidate: Candidate;
  /** The trigger that let the contact in, null when refused. */
  nodeId: string | null;
  /** The version entered, where an experiment chose another one than the live one. */
  versionId?: string;
  rule: string;
  reason: string;
  detail: Record<string, unknown>;
}

/** Decides for every workflow that an activity reached whether the contact enters: conditions of its triggers first, then the rules in their order. */
export async function decideEntries(args: {
  ctx: ServiceContext;
  activity: ActivityRow;
  matched: MatchedTrigger[];
  contact: ContactFacts | null;
  workspace: { timeZone: string; businessHours: BusinessHours | null };
  /** Instead of the rules of real entries: a backtest answers some of them from memory. */
  rules?: readonly EntryRule[];
  /** Instead of counting what is stored: why a trigger that wants something several times does not fire yet, or null. */
  tooFewOf?: (match: MatchedTrigger) => string | null;
}): Promise<Decision[]> {
  const { ctx, activity, matched, contact, workspace, rules = entryRules, tooFewOf } = args;
  const state = { contact: contact ?? {}, trigger: factsOf(activity), workspace };
  const decisions: Decision[] = [];
  const passed = new Map<Candidate, { nodeId: string; because: string | null }>();
  for (const candidate of new Set(matched.map((match) => match.candidate))) {
    const traces: string[] = [];
    for (const match of matched.filter((one) => one.candidate === candidate)) {
      const { nodeId, conditions, often } = match;
      const answer = conditions ? evaluate({ condition: conditions, state, now: ctx.now }) : null;
      if (answer && !answer.result) {
        traces.push(answer.trace);
        continue;
      }
      const counted = { ctx, activity, conditions, contact, workspace };
      const tooFew = tooFewOf
        ? tooFewOf(match)
        : often && contact
          ? await notOftenYet({ ...counted, often, contact })
          : null;
      if (tooFew) {
        traces.push(tooFew);
        continue;
      }
      passed.set(candidate, { nodeId, because: answer?.trace ?? null });
      break;
    }
    if (!passed.has(candidate))
      decisions.push({ candidate, nodeId: null, rule: "conditions", reason: traces.join(" "), detail: {} });
  }
  for (const rule of rules) {
    if (passed.size === 0) break;
    const facts = { activity, contact, now: ctx.now, workspace };
    for (const { candidate, reason, detail } of await rule.refuse({ ctx, candidates: [...passed.keys()], facts })) {
      passed.delete(candidate);
      decisions.push({ candidate, nodeId: null, rule: rule.name, reason, detail: detail ?? {} });
    }
  }
  for (const [candidate, { nodeId, because }] of passed) {
    const reason = because ? `Entered. ${because}` : "Entered: the trigger matched and nothing stood in the way.";
    decisions.push({ candidate, nodeId, rule: "entered", reason, detail: {} });
  }
  return decisions;
}
