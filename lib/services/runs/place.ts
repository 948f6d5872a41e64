import type { AdvanceData } from "@/lib/runtime";

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

/** A node threw. `walked`: how many nodes before it were walked in the transaction that is rolled back with it. */
export class NodeThrew extends Error {
  readonly walked: number;
  constructor({ error, walked }: { error: unknown; walked: number }) {
    super(error instanceof Error ? error.message : String(error), { cause: error });
    this.name = "NodeThrew";
    this.walked = walked;
  }
}
