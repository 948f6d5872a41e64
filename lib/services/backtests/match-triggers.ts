import type { Condition } from "@/lib/conditions";
import type { Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";
import type { Often } from "@/lib/services/runs/happened-often";
import type { ActivityRow } from "@/lib/services/runs/match-event";

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
        key: type === "workflow.requested" ? workflowId : (match.key?.(parsed.data) ?? null),
        conditions: match.conditions?.(parsed.data) ?? null,
        often: match.often?.(parsed.data) ?? null,
      });
  }
  return { triggers, incomplete };
}

/** The triggers an activity reaches by type and key, as `workflow_triggers` is looked up. */
export function reached({ triggers, activity }: { triggers: DraftTrigger[]; activity: ActivityRow }): DraftTrigger[] {
  const found = triggers.filter(
    ({ type, key }) => type === activity.type && (key === null || key === activity.key || activity.keys.includes(key)),
  );
  // Asked for by hand: the conditions of a trigger do not apply, and one trigger is enough.
  if (activity.type !== "workflow.requested") return found;
  return found.slice(0, 1).map((trigger) => ({ ...trigger, conditions: null, often: null }));
}
