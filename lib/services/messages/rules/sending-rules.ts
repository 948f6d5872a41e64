import { address } from "@/lib/services/messages/rules/address";
import { businessHours } from "@/lib/services/messages/rules/business-hours";
import { consent } from "@/lib/services/messages/rules/consent";
import { doNotContact } from "@/lib/services/messages/rules/do-not-contact";
import { frequencyCaps } from "@/lib/services/messages/rules/frequency-caps";
import { killSwitch } from "@/lib/services/messages/rules/kill-switch";
import { quietHours } from "@/lib/services/messages/rules/quiet-hours";
import type { SendingRule } from "@/lib/services/messages/rules/sending-rule";
import { suppression } from "@/lib/services/messages/rules/suppression";

/** A rule with the name under which explanations show it. */
export interface NamedRule {
  name: string;
  ask: SendingRule;
}

/** In the order they are asked: what stops a message for good before what delays it, and counting last. */
export const sendingRules: readonly NamedRule[] = [
  { name: "address", ask: address },
  { name: "do_not_contact", ask: doNotContact },
  { name: "suppression", ask: suppression },
  { name: "consent", ask: consent },
  { name: "kill_switch", ask: killSwitch },
  { name: "quiet_hours", ask: quietHours },
  { name: "business_hours", ask: businessHours },
  { name: "frequency_caps", ask: frequencyCaps },
];
