import { channelWords } from "@/lib/services/messages/rules/channel-words";
import type { SendingRule } from "@/lib/services/messages/rules/sending-rule";

/**
 * An address that bounced, complained or was put on the list gets nothing. An unsubscribe stops marketing email only; a STOP by
 * phone stops everything on its channel (CTIA Messaging Principles 5.1, and Twilio refuses to send after it).
 */
export const suppression: SendingRule = ({ sending: { channel, purpose }, standing }) => {
  const { it, marketing, by } = channelWords[channel];
  const skipped = (reason: string) => ({ status: "skipped", reason }) as const;
  switch (standing.suppression) {
    case null:
      return null;
    case "bounced":
      return skipped(
        channel === "email"
          ? "The address bounced before, so nothing is sent to it."
          : `The ${it} could not be reached by ${by} before, so nothing is sent to it.`,
      );
    case "complained":
      return skipped(
        channel === "email"
          ? "The contact marked an earlier mail as spam."
          : `The contact complained about an earlier message by ${by}.`,
      );
    case "manual":
      return skipped(`The ${it} is on the suppression list.`);
    case "unsubscribed":
      if (channel !== "email") return skipped(`The contact answered STOP, so nothing is sent by ${by}.`);
      return purpose === "marketing" ? skipped(`The contact unsubscribed from ${marketing}.`) : null;
  }
};
