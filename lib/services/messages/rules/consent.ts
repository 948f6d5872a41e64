import { channelWords } from "@/lib/services/messages/rules/channel-words";
import type { SendingRule } from "@/lib/services/messages/rules/sending-rule";

/** Marketing needs consent granted for the channel. Transactional messages do not, but none follows a STOP by phone. */
export const consent: SendingRule = ({ sending: { channel, purpose }, standing }) => {
  const { marketing, by } = channelWords[channel];
  const skipped = (reason: string) => ({ status: "skipped", reason }) as const;
  if (standing.consent === "unsubscribed") {
    if (purpose === "marketing") return skipped(`The contact unsubscribed from ${marketing}.`);
    return channel === "email" ? null : skipped(`The contact asked to get nothing more by ${by}.`);
  }
  if (purpose === "transactional" || standing.consent === "granted") return null;
  if (standing.consent === "denied") return skipped(`The contact said no to ${marketing}.`);
  return skipped(`The contact has not agreed to ${marketing}.`);
};
