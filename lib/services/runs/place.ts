import type { AdvanceData } from "@/lib/runtime";
import type { Doubt } from "@/lib/services/effects/claim-effect";

/** Where a token is asked to be moved on from: the data of an advance event, and the path once the token has moved. */
export interface Place extends AdvanceData {
  path?: string;
}

/** A node's policy says: try this visit again later. The durable runtime turns it into its own kind of retry. */
export class RetryLater extends Error {
  readonly seconds: number;
  constructor({ message, seconds }: { message: string; seconds: number }) {
    super(message);
    this.name = "RetryLater";
    this.seconds = seconds;
  }
}

/**
 * A node threw. `walked`: how many nodes before it were walked in the transaction that is rolled back with it; `doubts`: effects of
 * the node that were found to be unknown, which the ledger must say all the same.
 */
export class NodeThrew extends Error {
  readonly walked: number;
  readonly doubts: Doubt[];
  constructor({ error, walked, doubts = [] }: { error: unknown; walked: number; doubts?: Doubt[] }) {
    super(error instanceof Error ? error.message : String(error), { cause: error });
    this.name = "NodeThrew";
    this.walked = walked;
    this.doubts = doubts;
  }
}
