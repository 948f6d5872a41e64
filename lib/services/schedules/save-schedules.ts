import type { ServiceContext } from "@/lib/db/scoped";
import type { Graph } from "@/lib/engine/graph";
import { registry } from "@/lib/nodes/registry";
import { toSchedule } from "@/lib/services/schedules/to-schedule";
import { nextTick } from "@/lib/time/schedule";

/** What activities of a trigger by the clock are looked up with: no other workflow hears them. */
export const clockKey = ({ workflowId, nodeId }: { workflowId: string; nodeId: string }): string =>
  `${workflowId}:${nodeId}`;

/**
 * Makes the triggers by the clock of a version just published the ones that fire. One that is as it was keeps its place in
 * time, so that publishing again neither repeats nor loses a tick; a changed or new one counts from now on.
 */
export async function saveSchedules({
  ctx,
  graph,
  workflowId,
}: {
  ctx: ServiceContext;
  graph: Graph;
  workflowId: string;
}): Promise<void> {
  const { workspaceId, now, db } = ctx;
  const before = await db
    .selectFrom("workflow_schedules")
    .select(["id", "node_id", "kind", "config", "zone"])
    .where("workspace_id", "=", workspaceId)
    .where("workflow_id", "=", workflowId)
    .execute();
  const { time_zone } = await db
    .selectFrom("workspaces")
    .select("time_zone")
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const wanted = graph.nodes.flatMap((node) => {
    const definition = registry.get(node.type);
    const kind = definition?.trigger?.clock;
    if (!definition || !kind || node.settings.disabled) return [];
    const config = definition.config.parse(node.config) as Record<string, unknown>;
    return [{ nodeId: node.id, kind, config, zone: (config.zone as string | undefined) || time_zone }];
  });
  const same = new Set(
    wanted.flatMap(({ nodeId, kind, config, zone }) => {
      const old = before.find((row) => row.node_id === nodeId);
      const kept = old && old.kind === kind && old.zone === zone && sameJson(old.config, config);
      return kept ? [nodeId] : [];
    }),
  );
  const gone = before.filter((row) => !same.has(row.node_id)).map((row) => row.id);
  if (gone.length > 0)
    await db.deleteFrom("workflow_schedules").where("workspace_id", "=", workspaceId).where("id", "in", gone).execute();
  const made = wanted.filter(({ nodeId }) => !same.has(nodeId));
  if (made.length === 0) return;
  await db
    .insertInto("workflow_schedules")
    .values(
      made.map(({ nodeId, kind, config, zone }) => ({
        id: ctx.newId(),
        workspace_id: workspaceId,
        workflow_id: workflowId,
        node_id: nodeId,
        kind,
        config,
        zone,
        since: now,
        next_at: kind === "schedule" ? nextTick({ schedule: toSchedule(config), after: now, zone }) : now,
      })),
    )
    .execute();
}

/** Whether two settings say the same, whatever the order of their names: the database keeps an order of its own. */
function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
