import { advanceEvent, beginsHere, type RuntimeEvent } from "@/lib/runtime";
import { firstSteps } from "@/lib/services/runs/advance";

/** Tokens one dispatch moves on itself; a batch goes to the durable runtime, which spreads it. */
const MAX_HERE = 3;

/**
 * Takes the first instant steps of runs in the process that has just decided about them: most runs end, wait or send after a
 * handful of such steps, and a trip through the durable runtime costs more than the steps. What needs it (an effect, a node
 * that threw, the 21st step) is left to it. The token's row decides as ever: a crash in here is found by the sweeper.
 * @returns the events that still have to be sent
 */
export async function beginHere(events: RuntimeEvent[]): Promise<RuntimeEvent[]> {
  if (!beginsHere() || events.length > MAX_HERE) return events;
  const left: RuntimeEvent[] = [];
  for (const event of events) {
    // A timer is the runtime's, and so is what was asked to let others go first.
    if (event.ts || event.data.priority < 0) {
      left.push(event);
      continue;
    }
    const next = await firstSteps({ at: event.data });
    if (next) left.push(advanceEvent(next));
  }
  return left;
}
