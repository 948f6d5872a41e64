import { RetryAfterError } from "inngest";
import type { AdvanceData } from "@/lib/runtime";
import { visit } from "@/lib/services/runs/advance";
import { type Place, RetryLater } from "@/lib/services/runs/place";
import { inngest } from "../client.ts";

/** Steps of one durable run; then the token goes on in a fresh one, far from the runtime's limit of 1,000. */
const MAX_STEPS = 200;
/** Tokens of one workspace moved at the same time, so that one cannot starve the others. */
const PER_WORKSPACE = 20;

/** Moves one token on, visit by visit, until it waits or ends. Exclusion is the token's row, not the limits given here. */
export const advanceToken = inngest.createFunction(
  {
    id: "advance-token",
    triggers: [{ event: "workflow/run.advance" }],
    retries: 20,
    concurrency: [
      { key: "event.data.tokenId", limit: 1 },
      { key: "event.data.workspaceId", limit: PER_WORKSPACE },
    ],
    priority: { run: "event.data.priority" },
  },
  async ({ event, step, runId }) => {
    let at: Place | null = event.data as AdvanceData;
    for (let made = 1; at; made++) {
      const place: Place = at;
      const name = `${place.path ? `${place.path}/` : ""}${place.nodeId}@${place.visit}`;
      at = (await step.run(name, () => once({ at: place, leaseRun: runId, last: made >= MAX_STEPS }))) as Place | null;
    }
  },
);

async function once(args: { at: Place; leaseRun: string; last: boolean }): Promise<Place | null> {
  try {
    return await visit(args);
  } catch (error) {
    if (error instanceof RetryLater) throw new RetryAfterError(error.message, error.seconds * 1000, { cause: error });
    throw error;
  }
}
