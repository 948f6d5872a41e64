import type { FrequencyCap } from "@/lib/api/contracts/sending-limits";
import type { Channel } from "@/lib/nodes/effects";
import { channelWords } from "@/lib/services/messages/rules/channel-words";

/** A marketing message that counts, `at` in milliseconds. */
export interface Counted {
  channel: string;
  at: number;
}

/**
 * Why one more marketing message on `channel` at `at` (milliseconds) would be too many, in words; null when it would not.
 * A cap counts what was sent within its hours before `at`, and later: a clock that ran ahead must not hide a message. Who asks
 * about a moment of the past leaves out what came after it.
 */
export function capReached(args: {
  caps: FrequencyCap[];
  channel: Channel;
  at: number;
  sent: readonly Counted[];
}): string | null {
  const { caps, channel, at, sent } = args;
  for (const cap of caps) {
    if (cap.channel !== "any" && cap.channel !== channel) continue;
    const from = at - cap.hours * 3_600_000;
    const got = sent.filter((one) => (cap.channel === "any" || one.channel === cap.channel) && one.at > from).length;
    if (got < cap.count) continue;
    const by = cap.channel === "any" ? "" : ` by ${channelWords[cap.channel].by}`;
    return `The contact got ${got} marketing ${got === 1 ? "message" : "messages"}${by} within ${cap.hours} ${cap.hours === 1 ? "hour" : "hours"}, and the workspace allows at most ${cap.count}.`;
  }
  return null;
}
