import type { EffectOutcome } from "@/lib/nodes/effects";
import type { Doubt } from "@/lib/services/effects/claim-effect";
import type { Claimed } from "@/lib/services/runs/run-node";

/** How a transaction begins that does not simply run the next node. */
export type Beginning = Answer | WithheldClaim | Failure;

/** A provider has answered. */
export interface Answer {
  type: "answer";
  claimed: Claimed;
  outcome: EffectOutcome;
  owner: string;
}

/** A switch was thrown before the claim was handed to the provider: nothing has left. */
export interface WithheldClaim {
  type: "withheld";
  claimed: Claimed;
  reason: string;
  owner: string;
}

/** The node threw, and what it had written was rolled back, also into the ledger. */
interface Failure {
  type: "failure";
  error: unknown;
  doubts: Doubt[];
}
