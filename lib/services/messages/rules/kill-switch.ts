import type { SendingRule } from "@/lib/services/messages/rules/sending-rule";

const ASK_AGAIN_MS = 5 * 60_000;

/** While the workspace's kill switch is on nothing leaves; nothing is lost either. */
export const killSwitch: SendingRule = ({ standing, at }) =>
  standing.sending_stopped_at === null
    ? null
    : {
        status: "delayed",
        until: new Date(Date.parse(at) + ASK_AGAIN_MS).toISOString(),
        reason: `Sending is stopped for the whole workspace${standing.sending_stopped_reason ? ` (${standing.sending_stopped_reason})` : ""}. It is tried again every 5 minutes.`,
      };
