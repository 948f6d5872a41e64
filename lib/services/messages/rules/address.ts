import { channelWords } from "@/lib/services/messages/rules/channel-words";
import type { SendingRule } from "@/lib/services/messages/rules/sending-rule";

/** There must be somewhere to send to. */
export const address: SendingRule = ({ sending: { to, channel } }) =>
  to ? null : { status: "skipped", reason: `The contact has no ${channelWords[channel].address}.` };
