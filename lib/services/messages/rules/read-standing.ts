import { sql } from "kysely";
import type { ConsentChannel } from "@/lib/api/contracts/contacts";
import type { FrequencyCap } from "@/lib/api/contracts/sending-limits";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Channel } from "@/lib/nodes/effects";
import type { Sending } from "@/lib/services/messages/rules/sending-rule";
import type { BusinessHours } from "@/lib/time/business-hours";
import type { QuietHours } from "@/lib/time/quiet-hours";

/** Everything the rules of sending look at, as it stands in the database. */
export interface Standing {
  do_not_contact: boolean;
  tags: string[];
  contact_zone: string | null;
  /** Why the address is suppressed on this channel. */
  suppression: "bounced" | "complained" | "unsubscribed" | "manual" | null;
  consent: "granted" | "denied" | "unsubscribed" | null;
  workspace_zone: string;
  workspace_hours: BusinessHours | null;
  workflow_hours: BusinessHours | null;
  quiet_hours: QuietHours | null;
  frequency_caps: FrequencyCap[];
  sending_stopped_at: string | null;
  sending_stopped_reason: string | null;
}

/** Consents and suppressions call the channel of calls `phone`. */
export const consentChannel = (channel: Channel): ConsentChannel => (channel === "call" ? "phone" : channel);

/** Reads it in one statement; null when the contact is deleted. */
export async function readStanding({
  ctx,
  sending,
}: {
  ctx: ServiceContext;
  sending: Sending;
}): Promise<Standing | null> {
  const { to, contactId, workflowId } = sending;
  const channel = consentChannel(sending.channel);
  const { rows } = await sql<Standing>`
    select c.do_not_contact, c.tags, c.time_zone as contact_zone,
      (select s.reason from suppressions s where s.workspace_id = c.workspace_id and s.channel = ${channel} and s.address = ${to}) as suppression,
      (select k.status from contact_consents k where k.workspace_id = c.workspace_id and k.contact_id = c.id and k.channel = ${channel}
        order by k.seq desc limit 1) as consent,
      w.time_zone as workspace_zone, w.business_hours as workspace_hours, w.quiet_hours, w.frequency_caps,
      w.sending_stopped_at, w.sending_stopped_reason,
      (select nullif(f.settings -> 'business_hours', 'null') from workflows f
        where f.workspace_id = c.workspace_id and f.id = ${workflowId}::uuid) as workflow_hours
    from contacts c join workspaces w on w.id = c.workspace_id
    where c.workspace_id = ${ctx.workspaceId} and c.id = ${contactId} and c.deleted_at is null`.execute(ctx.db);
  return rows[0] ?? null;
}
