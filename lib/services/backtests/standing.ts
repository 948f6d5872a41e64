import type { FrequencyCap } from "@/lib/api/contracts/sending-limits";
import type { ServiceContext } from "@/lib/db/scoped";
import type { SimulationInput } from "@/lib/engine/simulate/simulation";
import { refusedOutcome } from "@/lib/services/messages/refused-outcome";
import { type Counted, capReached } from "@/lib/services/messages/rules/cap-reached";
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

/** What frequency caps count for one contact. */
export interface Caps {
  caps: FrequencyCap[];
  /** Marketing the contact really got and would have got with the draft too. */
  got: readonly Counted[];
  /** Marketing that is simulated; what passes is added here. */
  sent: Counted[];
  /** Resolves when everything before that moment, in milliseconds, has been simulated. */
  turn(at: number): Promise<void>;
}

// Counting what a contact got within hours would ask the database for each message: it is done here, from memory.
const rules = simulatedRules.filter(({ name }) => name !== "frequency_caps");

/**
 * The rules of sending, answered from memory: consent, suppression and hours as they are now, the contact as it is simulated.
 * Frequency caps count what the contact really got by then from elsewhere and what the simulated runs have sent by then.
 */
export function judgeByStanding(args: {
  ctx: ServiceContext;
  known: KnownStanding;
  shared: SharedStanding;
  caps: Caps;
}): SimulationInput["judge"] {
  const { ctx, known, shared } = args;
  const { caps, got, sent, turn } = args.caps;
  return async ({ effect, state, now }) => {
    const sending = sendingOf({ effect, state });
    if (!sending) return null;
    const channel = consentChannel(sending.channel);
    const standing: Standing = {
      ...shared,
      do_not_contact: state.contact.do_not_contact,
      tags: state.contact.tags,
      contact_zone: state.contact.time_zone,
      suppression: (known.suppressed.get(`${channel}|${sending.to}`) ?? null) as Standing["suppression"],
      consent: (known.consents.get(channel) ?? null) as Standing["consent"],
      frequency_caps: caps,
      sending_stopped_at: null,
      sending_stopped_reason: null,
    };
    const { refusal } = await askRules({ ctx, sending, standing, at: now, rules });
    if (refusal) return refusedOutcome(refusal);
    if (caps.length === 0 || sending.purpose !== "marketing") return null;
    const at = Date.parse(now);
    await turn(at);
    const counted = [...got, ...sent].filter((one) => one.at <= at);
    const reason = capReached({ caps, channel: sending.channel, at, sent: counted });
    if (reason) return refusedOutcome({ status: "skipped", reason });
    sent.push({ channel: sending.channel, at });
    return null;
  };
}
