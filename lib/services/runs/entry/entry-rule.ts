import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts } from "@/lib/nodes/define-node";
import type { ActivityRow } from "@/lib/services/runs/match-event";

/** How a workflow lets people in, as `workflows.entry` holds it; what is missing means the default. */
export interface EntrySettings {
  reentry?: { mode?: "once" | "cooldown" | "always" | "never_while_inside"; cooldown_hours?: number };
  respect_do_not_contact?: boolean;
  allow_own_events?: boolean;
}

/** A live version whose trigger matched the activity at hand. */
export interface Candidate {
  workflowId: string;
  versionId: string;
  name: string;
  status: string;
  entry: EntrySettings;
  priority: number;
  exclusiveGroup: string | null;
  createdAt: string;
  /** Whether the version has a node that sends something to a person. */
  sends: boolean;
  /** A run of this contact that has not ended. */
  insideRunId: string | null;
  /** When this contact last entered, retries not counted. */
  lastEnteredAt: string | null;
}

/** Why a candidate does not enter: `reason` is a plain sentence with the values that decided. */
export interface Refusal {
  candidate: Candidate;
  reason: string;
  detail?: Record<string, unknown>;
}

export interface EntryFacts {
  activity: ActivityRow;
  /** Null when the contact was deleted. */
  contact: ContactFacts | null;
  now: string;
}

/** One rule of entry. It sees all candidates that passed the rules before it and names those it refuses. */
export interface EntryRule {
  /** Stored with the decision. */
  name: string;
  refuse(args: { ctx: ServiceContext; candidates: Candidate[]; facts: EntryFacts }): Refusal[] | Promise<Refusal[]>;
}

/** A rule that looks at one candidate at a time. */
export function eachCandidate(
  name: string,
  check: (args: { candidate: Candidate; facts: EntryFacts }) => Omit<Refusal, "candidate"> | null,
): EntryRule {
  return {
    name,
    refuse: ({ candidates, facts }) =>
      candidates.flatMap((candidate) => {
        const refusal = check({ candidate, facts });
        return refusal ? [{ candidate, ...refusal }] : [];
      }),
  };
}
