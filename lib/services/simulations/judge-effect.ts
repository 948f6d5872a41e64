import type { ServiceContext } from "@/lib/db/scoped";
import type { SimulationInput } from "@/lib/engine/simulate/simulation";
import type { ContactFacts, RunState } from "@/lib/nodes/facts";
import { refusedOutcome } from "@/lib/services/messages/refused-outcome";
import { readStanding, type Standing } from "@/lib/services/messages/rules/read-standing";
import { sendingRules } from "@/lib/services/messages/rules/sending-rules";
import { askRules } from "@/lib/services/messages/rules/sending-trace";
import { sendingOf } from "@/lib/services/messages/sending-of";

/** The kill switch is on or off today; a simulation is about any day. */
export const simulatedRules = sendingRules.filter(({ name }) => name !== "kill_switch");

/**
 * The rules of sending as they stand for the contact at the simulated instant, read only. A made-up person (`real: false`) is
 * held to none of them, since nothing is known about it.
 */
export function judgeEffect({ ctx, real }: { ctx: ServiceContext; real: boolean }): SimulationInput["judge"] {
  return async ({ effect, state, now }) => {
    const sending = sendingOf({ effect, state });
    if (!sending || !real) return null;
    const stored = await readStanding({ ctx, sending });
    if (!stored) return null;
    const standing = withSimulated({ standing: stored, contact: state.contact });
    const { refusal } = await askRules({ ctx, sending, standing, at: now, rules: simulatedRules });
    return refusal ? refusedOutcome(refusal) : null;
  };
}

/** What the simulated steps did to the contact counts, not what is stored. */
export function withSimulated(args: { standing: Standing; contact: RunState["contact"] & ContactFacts }): Standing {
  const { standing, contact } = args;
  return {
    ...standing,
    do_not_contact: contact.do_not_contact,
    tags: contact.tags,
    contact_zone: contact.time_zone,
  };
}
