import type { ServiceContext } from "@/lib/db/scoped";
import type { Channel, SendingHours } from "@/lib/nodes/effects";
import type { Standing } from "@/lib/services/messages/rules/read-standing";

/** One message to one contact that is about to leave. */
export interface Sending {
  channel: Channel;
  /** The address or the number in E.164, as suppressions spell it; empty when there is none. */
  to: string;
  purpose: "marketing" | "transactional";
  /** Missing means `workflow_hours`. */
  hours?: SendingHours;
  contactId: string;
  /** Null outside a run. */
  workflowId: string | null;
  /** Set when it has been claimed before. */
  messageId?: string | null;
}

/** What a rule sees. `at` is the instant of sending, ISO 8601. */
export interface Asked {
  ctx: ServiceContext;
  sending: Sending;
  standing: Standing;
  at: string;
}

/** Why something may not leave: never (the step goes on), or not before `until`, when everything is asked again. */
export type Refusal = { status: "skipped"; reason: string } | { status: "delayed"; until: string; reason: string };

/** One rule of sending: null lets it pass. A reason is a sentence that names the values which decided. */
export type SendingRule = (asked: Asked) => Refusal | null | Promise<Refusal | null>;
