import { evaluate } from "@/lib/conditions";
import type { EventName } from "@/lib/events";
import { getNode } from "@/lib/nodes/registry";
import { state } from "../engine/walk";
import { now } from "./run-node";

/** Whether a trigger with this config lets an event in, the way dispatch asks: its type, its key, its conditions. */
export function fires(args: {
  type: string;
  config: object;
  event: EventName;
  key?: string | null;
  data?: Record<string, unknown>;
  changes?: Record<string, { from: unknown; to: unknown }>;
}): boolean {
  const { type, config, event, key = null, data = {}, changes = {} } = args;
  const node = getNode(type);
  if (!node?.trigger) throw new Error(`${type} is no trigger.`);
  const parsed = node.config.parse(config) as Record<string, unknown>;
  if (!node.trigger.events.includes(event)) return false;
  const wanted = node.trigger.key?.(parsed) ?? null;
  if (wanted !== null && wanted !== key) return false;
  const condition = node.trigger.conditions?.(parsed) ?? null;
  const trigger = { type: event, activityId: null, occurredAt: now, data, changes };
  return condition === null || evaluate({ condition, state: { ...state, trigger }, now }).result;
}

/** The first problem of a config that may not be published, as `path: message`; null when it may. */
export function refusal({ type, config }: { type: string; config: object }): string | null {
  const parsed = getNode(type)?.config.safeParse(config);
  const issue = parsed?.error?.issues[0];
  return issue ? `${issue.path.join(".")}: ${issue.message}` : null;
}
