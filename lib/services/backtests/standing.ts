import type { SimulationInput } from "@/lib/engine/simulate/simulation";
import type { ContactFacts, Effect } from "@/lib/nodes/define-node";

/** What decides whether a contact may be written to, read for many contacts at once. */
export interface Standing {
  /** The last word by channel. */
  consents: Map<string, string>;
  /** Why an address may not be used, by `channel|address`. */
  suppressed: Map<string, string>;
}

const suppression: Record<string, string> = {
  bounced: "The address bounced before, so nothing is sent to it.",
  complained: "The contact marked an earlier mail as spam.",
  manual: "The address is on the suppression list.",
};

/** Consent, suppression and do-not-contact of one contact as they are now, answered from memory. */
export function judgeByStanding(standing: Standing | undefined): SimulationInput["judge"] {
  return async ({ effect, state }) => {
    const reason = refusal({ effect, contact: state.contact, standing });
    return reason ? { status: "skipped", reason, output: { status: "skipped", reason } } : null;
  };
}

function refusal(args: { effect: Effect; contact: ContactFacts; standing: Standing | undefined }): string | null {
  const { effect, contact, standing } = args;
  const { to, purpose } = effect as { to?: unknown; purpose?: string };
  if (!["email", "sms", "whatsapp", "call"].includes(effect.kind)) return null;
  const address = typeof to === "string" ? to.trim().toLowerCase() : "";
  if (!address)
    return effect.kind === "email" ? "The contact has no email address." : "The contact has no phone number.";
  if (contact.do_not_contact) return "The contact is marked do not contact.";
  const tag = contact.tags.find((one) => one.trim().toLowerCase() === "dnc");
  if (tag) return `The contact has the tag ${tag}, which means do not contact.`;
  const why = standing?.suppressed.get(`${effect.kind}|${address}`);
  if (why && suppression[why]) return suppression[why];
  if (purpose === "transactional") return null;
  const consent = standing?.consents.get(effect.kind);
  const what = effect.kind === "email" ? "marketing email" : `marketing by ${names[effect.kind]}`;
  if (why === "unsubscribed" || consent === "unsubscribed") return `The contact unsubscribed from ${what}.`;
  if (consent === "denied") return `The contact said no to ${what}.`;
  return consent === "granted" ? null : `The contact has not agreed to ${what}.`;
}

const names: Record<string, string> = { sms: "SMS", whatsapp: "WhatsApp", call: "phone" };
