import { sql } from "kysely";
import { channelWords } from "@/lib/services/messages/rules/channel-words";
import type { SendingRule } from "@/lib/services/messages/rules/sending-rule";

/**
 * The workspace's limits on marketing to one contact, over all workflows and campaigns. What is on its way counts, and so does
 * what nobody knows to have arrived.
 */
export const frequencyCaps: SendingRule = async ({ ctx, sending, standing, at }) => {
  const { channel, purpose, contactId, messageId = null } = sending;
  if (purpose !== "marketing") return null;
  const caps = standing.frequency_caps.filter((cap) => cap.channel === "any" || cap.channel === channel);
  if (caps.length === 0) return null;
  const since = (hours: number) => new Date(Date.parse(at) - hours * 3_600_000).toISOString();
  const longest = since(Math.max(...caps.map(({ hours }) => hours)));
  // One statement for all caps: how many marketing messages there were at each instant of the longest window.
  const { rows } = await sql<{ channel: string; at: string }>`
    select m.channel, coalesce(m.sent_at, m.created_at) as at from messages m
    where m.workspace_id = ${ctx.workspaceId} and m.contact_id = ${contactId} and m.direction = 'outbound'
      and m.purpose = 'marketing' and m.status not in ('skipped', 'failed') and m.id is distinct from ${messageId}::uuid
      and coalesce(m.sent_at, m.created_at) > ${longest}::timestamptz
    order by 2 desc limit 5000`.execute(ctx.db);
  for (const cap of caps) {
    const from = Date.parse(since(cap.hours));
    const got = rows.filter(
      (row) => (cap.channel === "any" || row.channel === cap.channel) && Date.parse(row.at) > from,
    ).length;
    if (got < cap.count) continue;
    const by = cap.channel === "any" ? "" : ` by ${channelWords[cap.channel].by}`;
    return {
      status: "skipped",
      reason: `The contact got ${got} marketing ${got === 1 ? "message" : "messages"}${by} within ${cap.hours} ${cap.hours === 1 ? "hour" : "hours"}, and the workspace allows at most ${cap.count}.`,
    };
  }
  return null;
};
