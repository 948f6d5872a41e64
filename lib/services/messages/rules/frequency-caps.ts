import { sql } from "kysely";
import { capReached } from "@/lib/services/messages/rules/cap-reached";
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
  const hours = Math.max(...caps.map((cap) => cap.hours));
  const longest = new Date(Date.parse(at) - hours * 3_600_000).toISOString();
  // One statement for all caps: how many marketing messages there were at each instant of the longest window.
  const { rows } = await sql<{ channel: string; at: string }>`
    select m.channel, coalesce(m.sent_at, m.created_at) as at from messages m
    where m.workspace_id = ${ctx.workspaceId} and m.contact_id = ${contactId} and m.direction = 'outbound'
      and m.purpose = 'marketing' and m.status not in ('skipped', 'failed') and m.id is distinct from ${messageId}::uuid
      and coalesce(m.sent_at, m.created_at) > ${longest}::timestamptz
    order by 2 desc limit 5000`.execute(ctx.db);
  const sent = rows.map((row) => ({ channel: row.channel, at: Date.parse(row.at) }));
  const reason = capReached({ caps, channel, at: Date.parse(at), sent });
  return reason ? { status: "skipped", reason } : null;
};
