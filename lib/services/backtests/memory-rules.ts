import type { EntryRule, Refusal } from "@/lib/services/runs/entry/entry-rule";
import { reentryKey } from "@/lib/services/runs/entry/reentry-key";
import { entryRules } from "@/lib/services/runs/entry/rules";

/**
 * The rules of entry, with those that would ask the database answered from memory: the segment by the members of the batch,
 * re-entry by key from the simulated entries alone.
 */
export function memoryRules({ isMember }: { isMember: (contactId: string) => boolean }): readonly EntryRule[] {
  return entryRules.map((rule): EntryRule => {
    if (rule.name === "segment_gate")
      return {
        name: rule.name,
        refuse: ({ candidates, facts }) =>
          candidates.flatMap((candidate): Refusal[] => {
            const gate = candidate.entry.segment_gate;
            if (!gate || !facts.contact || isMember(facts.contact.id) === gate.in) return [];
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
    return rule;
  });
}
