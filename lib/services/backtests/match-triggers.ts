import type { Condition } from "@/lib/conditions";
import type { Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";
import type { Often } from "@/lib/services/runs/happened-often";
import type { ActivityRow } from "@/lib/services/runs/match-event";

const REQUESTED = "workflow.requested";

/** A trigger of a draft as dispatch would look it up. */
export interface DraftTrigger {
  nodeId: string;
  type: string;
  key: string | null;
  conditions: Condition | null;
  often: Often | null;
}

/** The triggers that publishing this draft would write; those that are not set up completely are left out and named. */
export function draftTriggers({ graph, workflowId }: { graph: Graph; workflowId: string }): {
  triggers: DraftTrigger[];
  incomplete: string[];
} {
  const triggers: DraftTrigger[] = [];
  const incomplete: string[] = [];
  for (const node of graph.nodes) {
    const definition = registry.get(node.type);
    const match = definition?.trigger;
    if (!definition || !match || node.settings.disabled) continue;
    const parsed = definition.config.safeParse(node.config);
    if (!parsed.success) {
      incomplete.push(node.name ?? definition.label);
      continue;
    }
    for (const type of match.events)
      triggers.push({
        nodeId: node.id,
        type,
        key: type === REQUESTED ? workflowId : (match.key?.(parsed.data) ?? null),
        conditions: match.conditions?.(parsed.data) ?? null,
        often: match.often?.(parsed.data) ?? null,
      });
  }
  return { triggers, incomplete };
}

/**
 * The triggers an activity reaches by type and key, as `workflow_triggers` is looked up. Whoever was asked in, by hand or by a
 * step, comes in by any trigger, the one made for who asks first; only a step is held to its conditions.
 */
export function reached(args: {
  triggers: DraftTrigger[];
  workflowId: string;
  activity: Pick<ActivityRow, "type" | "key" | "keys" | "data">;
}): DraftTrigger[] {
  const { triggers, workflowId, activity } = args;
  if (activity.type !== REQUESTED)
    return triggers.filter(
      ({ type, key }) =>
        type === activity.type && (key === null || key === activity.key || activity.keys.includes(key)),
    );
  if (activity.key !== workflowId) return [];
  const byStep = (activity.data as { from_run_id?: unknown }).from_run_id !== undefined;
  const rank = ({ type, conditions }: DraftTrigger) =>
    type !== REQUESTED ? 0 : (conditions !== null) === byStep ? 2 : 1;
  const [best] = [...triggers].sort((a, b) => rank(b) - rank(a) || (a.nodeId < b.nodeId ? -1 : 1));
  if (!best) return [];
  return [best.type === REQUESTED && byStep ? best : { ...best, conditions: null, often: null }];
}

/** The types of activities that can reach one of these triggers: what they listen to, and being asked in. */
export const typesOf = (triggers: DraftTrigger[]): string[] =>
  triggers.length === 0 ? [] : [...new Set([...triggers.map(({ type }) => type), REQUESTED])];
