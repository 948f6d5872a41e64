import type { ServiceContext } from "@/lib/db/scoped";
import type { SimulationInput } from "@/lib/engine/simulate/simulation";
import { maySend } from "@/lib/services/messages/may-send";
import { refusedOutcome } from "@/lib/services/messages/refused-outcome";
import { sendingOf } from "@/lib/services/messages/sending-of";

/**
 * The rules of sending as they stand for the contact, read only: what a simulated send would be told at its own time. A made-up
 * person (`real: false`) may get everything.
 */
export function judgeEffect({ ctx, real }: { ctx: ServiceContext; real: boolean }): SimulationInput["judge"] {
  return async ({ effect, state, now }) => {
    const { contact } = state;
    const sending = sendingOf({ effect, state });
    if (!sending) return null;
    // What the simulated steps did to the contact counts before what is stored.
    const skipped = (reason: string) => refusedOutcome({ status: "skipped", reason });
    if (contact.do_not_contact) return skipped("The contact is marked do not contact.");
    const tag = contact.tags.find((one) => one.trim().toLowerCase() === "dnc");
    if (tag) return skipped(`The contact has the tag ${tag}, which means do not contact.`);
    const refusal = real ? await maySend({ ctx, sending, at: now }) : null;
    return refusal ? refusedOutcome(refusal) : null;
  };
}
