import type { Candidate, EntryRule, Refusal } from "@/lib/services/runs/entry/entry-rule";

/** Of the workflows of one group that match the same event, only the first takes the contact: lowest priority number, then the older one. */
export const exclusiveGroup: EntryRule = {
  name: "exclusive_group",
  refuse({ candidates }) {
    const winners = new Map<string, Candidate>();
    for (const candidate of candidates) {
      if (candidate.exclusiveGroup === null) continue;
      const best = winners.get(candidate.exclusiveGroup);
      if (!best || comesBefore(candidate, best)) winners.set(candidate.exclusiveGroup, candidate);
    }
    return candidates.flatMap((candidate): Refusal[] => {
      const group = candidate.exclusiveGroup;
      const winner = group === null ? undefined : winners.get(group);
      if (!winner || winner === candidate) return [];
      const tie =
        winner.priority === candidate.priority ? "the same priority, but is older" : `priority ${winner.priority}`;
      return [
        {
          candidate,
          reason: `Only one workflow of the group "${group}" takes a contact for one event. "${winner.name}" has ${tie}; this one has priority ${candidate.priority}.`,
          detail: { group, winner: winner.workflowId, winner_priority: winner.priority, priority: candidate.priority },
        },
      ];
    });
  },
};

function comesBefore(a: Candidate, b: Candidate): boolean {
  if (a.priority !== b.priority) return a.priority < b.priority;
  if (a.createdAt !== b.createdAt) return Date.parse(a.createdAt) < Date.parse(b.createdAt);
  return a.workflowId < b.workflowId;
}
