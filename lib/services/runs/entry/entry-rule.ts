import type { ServiceContext } from "@/lib/db/scoped";
import type { ContactFacts } from "@/lib/nodes/facts";
import type { ActivityRow } from "@/lib/services/runs/match-event";
import type { BusinessHours } from "@/lib/time/business-hours";

/** How a workflow lets people in, as `workflows.entry` holds it; what is missing means the default. */
export interface EntrySettings {
  reentry?: {
    mode?: "once" | "cooldown" | "always" | "never_while_inside" | "keyed";
    cooldown_hours?: number;
    key?: string;
  };
  segment_gate?: { segment_id: string; in: boolean } | null;
  window?: {
    from?: string | null;
    to?: string | null;
    hours?: "any" | "business" | "custom";
    weekly?: BusinessHours | null;
  } | null;
  respect_do_not_contact?: boolean;
  allow_own_events?: boolean;
}

/** An experiment that divides the people who enter between versions of the workflow. */
export interface RunningExperiment {
  id: string;
  name: string;
  variants: { id: string; name: string; version: number; version_id: string; weight: number }[];
  holdoutPercent: number;
}

/** A live version whose trigger matched the activity at hand. */
export interface Candidate {
  workflowId: string;
  versionId: string;
  name: string;
  status: string;
  /** Why it stands still: `member`, or `breaker` when too many entered within a minute. */
  pausedReason: string | null;
  entry: EntrySettings;
  /** Of the workflow's settings what entry looks at; what is missing means the default. */
  settings: { business_hours?: BusinessHours | null; breaker?: { max_per_minute: number } | null };
  priority: number;
  exclusiveGroup: string | null;
  createdAt: string;
  /** Whether the version, or a variant of its experiment, has a node that sends something to a person. */
  sends: boolean;
  /** A run of this contact that has not ended. */
  insideRunId: string | null;
  /** When this contact last entered, retries not counted. */
  lastEnteredAt: string | null;
  /** Values by which this contact entered earlier in the same transaction, for re-entry by key. */
  enteredKeys: Map<string, string>;
  /** The experiment that runs in the workflow, if one does. */
  experiment?: RunningExperiment | null;
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
  workspace: { timeZone: string; businessHours?: BusinessHours | null };
}

/** One rule of entry. It sees all candidates that passed the rules before it and names those it refuses. */
export interface EntryRule {
  /** Stored with the decision. */
  name: string;
  refuse(args: { ctx: ServiceContext; candidates: Candidate[]; facts: EntryFacts }): Refusal[] | Promise<Refusal[]>;
}

type Verdict = Omit<Refusal, "candidate"> | null;

/** A rule that looks at one candidate at a time. */
export function eachCandidate(
  name: string,
  check: (args: { ctx: ServiceContext; candidate: Candidate; facts: EntryFacts }) => Verdict | Promise<Verdict>,
): EntryRule {
  return {
    name,
    async refuse({ ctx, candidates, facts }) {
      const refusals: Refusal[] = [];
      for (const candidate of candidates) {
        const refusal = await check({ ctx, candidate, facts });
        if (refusal) refusals.push({ candidate, ...refusal });
      }
      return refusals;
    },
  };
}
