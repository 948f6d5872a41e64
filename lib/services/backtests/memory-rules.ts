import type { Rival } from "@/lib/services/backtests/take-backtest";
import type { EntryRule, Refusal } from "@/lib/services/runs/entry/entry-rule";
import { exclusiveGroup } from "@/lib/services/runs/entry/exclusive-group";
import { reentryKey } from "@/lib/services/runs/entry/reentry-key";
import { entryRules } from "@/lib/services/runs/entry/rules";

/**
 * The rules of entry, with those that would ask the database answered from memory: the segment by whether the contact is a
 * member, re-entry by key from the keys the candidate has, and the exclusive group by what its other workflows decided about
 * the same activity then. `subject` is filled in before each decision.
 */
export function memoryRules(subject: { member: boolean; rivals: Rival[] }): readonly EntryRule[] {
  return entryRules.map((rule): EntryRule => {
    if (rule.name === "segment_gate")
      return {
        name: rule.name,
        refuse: ({ candidates }) =>
          candidates.flatMap((candidate): Refusal[] => {
            const gate = candidate.entry.segment_gate;
            if (!gate || subject.member === gate.in) return [];
            const reason = gate.in
              ? "The contact is not in the segment whose members enter."
              : "The contact is in the segment whose members do not enter.";
            return [{ candidate, reason, detail: { segment_id: gate.segment_id } }];
          }),
      };
    if (rule.name === "reentry")
      return {
        name: rule.name,
        refuse(args) {
          const keyed = args.candidates.filter((one) => one.entry.reentry?.mode === "keyed");
          if (keyed.length === 0) return rule.refuse(args);
          return keyed.flatMap((candidate): Refusal[] => {
            const path = candidate.entry.reentry?.key ?? "";
            const value = reentryKey({ candidate, activity: args.facts.activity });
            if (value === null)
              return [
                { candidate, reason: `The event holds no short text or number in ${path}.`, detail: { key: path } },
              ];
            if (!candidate.enteredKeys.has(value)) return [];
            return [
              { candidate, reason: `The contact entered for this ${path} before.`, detail: { key: path, value } },
            ];
          });
        },
      };
    if (rule.name === "exclusive_group")
      return {
        name: rule.name,
        async refuse(args) {
          const [own] = args.candidates;
          if (!own || subject.rivals.length === 0) return [];
          const rivals = subject.rivals.map((rival) => ({ ...own, ...rival }));
          const refusals = await exclusiveGroup.refuse({ ...args, candidates: [own, ...rivals] });
          return refusals.filter(({ candidate }) => candidate === own);
        },
      };
    return rule;
  });
}
