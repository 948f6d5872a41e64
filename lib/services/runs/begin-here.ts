import type { ServiceContext } from "@/lib/db/scoped";
import { newId } from "@/lib/ids";
import { advanceEvent, beginsHere, type RuntimeEvent } from "@/lib/runtime";
import { MAX_NODES_PER_VISIT, walk } from "@/lib/services/runs/walk";

/** Tokens one dispatch moves on itself; a batch goes to the durable runtime, which spreads it. */
const MAX_HERE = 3;

/** A first step failed: whoever decided about the entry undoes all of it and decides again without taking steps. */
export class BeginFailed extends Error {
  constructor(cause: unknown) {
    super("The first steps could not be taken here.", { cause });
    this.name = "BeginFailed";
  }
}

/**
 * Takes the first instant steps of runs in the very transaction that has decided about them: most runs end, wait or send
 * after a handful of such steps, and a trip through the durable runtime costs more than the steps. What needs it (an effect,
 * a node that threw, the 21st step) is left to it. Call it last in the transaction: what is recorded from here on names
 * the run as its cause.
 * @returns the events to send after the commit
 * @throws BeginFailed when a step failed; the transaction must be rolled back then
 */
export async function beginHere({
  ctx,
  events,
}: {
  ctx: ServiceContext;
  events: RuntimeEvent[];
}): Promise<RuntimeEvent[]> {
  if (!beginsHere() || events.length > MAX_HERE) return events;
  const left: RuntimeEvent[] = [];
  for (const event of events) {
    // A timer is the runtime's, and so is what was asked to let others go first.
    if (event.ts || event.data.priority < 0) {
      left.push(event);
      continue;
    }
    const at = event.data;
    const { next } = await walk({
      ctx,
      at,
      leaseRun: "",
      owner: newId(),
      last: false,
      limit: MAX_NODES_PER_VISIT,
      instant: true,
    }).catch((error) => {
      throw new BeginFailed(error);
    });
    if (next) left.push(advanceEvent({ ...at, epoch: next.epoch, nodeId: next.nodeId, visit: next.visit }));
  }
  return left;
}
