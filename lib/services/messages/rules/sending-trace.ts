import type { Asked, Refusal } from "@/lib/services/messages/rules/sending-rule";
import type { NamedRule } from "@/lib/services/messages/rules/sending-rules";

/** What one rule of sending said, with the value it looked at. */
export interface TracedRule {
  rule: string;
  passed: boolean;
  /** Why not, in words; null when it passed. */
  reason: string | null;
  /** What it looked at, as it stood then. */
  value: unknown;
}

/** Asks rules in their order until one refuses; the trace names every rule that was asked. */
export async function askRules(
  args: Asked & { rules: readonly NamedRule[] },
): Promise<{ refusal: Refusal | null; trace: TracedRule[] }> {
  const { rules, ...asked } = args;
  const trace: TracedRule[] = [];
  for (const { name, ask } of rules) {
    const refusal = await ask(asked);
    trace.push({ rule: name, passed: !refusal, reason: refusal?.reason ?? null, value: valueSeen({ name, asked }) });
    if (refusal) return { refusal, trace };
  }
  return { refusal: null, trace };
}

function valueSeen({ name, asked }: { name: string; asked: Asked }): unknown {
  const { standing, sending } = asked;
  switch (name) {
    case "address":
      return sending.to || null;
    case "do_not_contact":
      return { do_not_contact: standing.do_not_contact, tags: standing.tags };
    case "suppression":
      return standing.suppression;
    case "consent":
      return standing.consent;
    case "kill_switch":
      return standing.sending_stopped_at;
    case "quiet_hours":
      return standing.quiet_hours;
    case "business_hours":
      return standing.workflow_hours ?? standing.workspace_hours;
    case "frequency_caps":
      return standing.frequency_caps;
    default:
      return null;
  }
}
