import { type Condition, evaluate } from "@/lib/conditions";
import type { TriggerFacts } from "@/lib/nodes/facts";

/** Something that happened, as waits look at it: `key` and `keys` narrow it (a form, tag, field or name). */
export interface HappenedFacts {
  key: string | null;
  keys: string[];
  facts: TriggerFacts;
}

/** Whether an event is what a wait listens for: its type, its key (a form, tag, field or name; any case), its conditions. */
export function matchAwaited(args: {
  awaited: { type: string; key?: string | null; conditions?: Condition | null };
  happened: HappenedFacts;
  contact: object | null;
  workspace: object;
  now: string;
}): boolean {
  const { awaited, happened, contact, workspace, now } = args;
  if (awaited.type !== happened.facts.type) return false;
  const key = awaited.key?.toLowerCase();
  if (key && happened.key?.toLowerCase() !== key && !happened.keys.some((name) => name.toLowerCase() === key))
    return false;
  if (!awaited.conditions) return true;
  const state = { contact: contact ?? {}, trigger: happened.facts, workspace };
  return evaluate({ condition: awaited.conditions, state, now }).result;
}
