import type { ServiceContext } from "@/lib/db/scoped";
import type { SimulationInput } from "@/lib/engine/simulate/simulation";
import { refusedOutcome } from "@/lib/services/messages/refused-outcome";
import { consentChannel, type Standing } from "@/lib/services/messages/rules/read-standing";
import { askRules } from "@/lib/services/messages/rules/sending-trace";
import { sendingOf } from "@/lib/services/messages/sending-of";
import { simulatedRules } from "@/lib/services/simulations/judge-effect";

/** What decides whether one contact may be written to, read for many contacts at once. */
export interface KnownStanding {
  /** The last word by channel. */
  consents: Map<string, string>;
  /** Why an address may not be used, by `channel|address`. */
  suppressed: Map<string, string>;
}

/** The workspace's own part of it, the same for all. */
export type SharedStanding = Pick<Standing, "workspace_zone" | "workspace_hours" | "workflow_hours" | "quiet_hours">;

// Counting what a contact got within hours would ask the database for each message.
const rules = simulatedRules.filter(({ name }) => name !== "frequency_caps");

/** The rules of sending, answered from memory: consent, suppression and hours as they are now, the contact as it is simulated. */
export function judgeByStanding(args: {
  ctx: ServiceContext;
  known: KnownStanding | undefined;
  shared: SharedStanding;
}): SimulationInput["judge"] {
  const { ctx, known, shared } = args;
  return async ({ effect, state, now }) => {
    const sending = sendingOf({ effect, state });
    if (!sending) return null;
    const channel = consentChannel(sending.channel);
    const standing: Standing = {
      ...shared,
      do_not_contact: state.contact.do_not_contact,
      tags: state.contact.tags,
      contact_zone: state.contact.time_zone,
      suppression: (known?.suppressed.get(`${channel}|${sending.to}`) ?? null) as Standing["suppression"],
      consent: (known?.consents.get(channel) ?? null) as Standing["consent"],
      frequency_caps: [],
      sending_stopped_at: null,
      sending_stopped_reason: null,
    };
    const { refusal } = await askRules({ ctx, sending, standing, at: now, rules });
    return refusal ? refusedOutcome(refusal) : null;
  };
}
