import { sql } from "kysely";
import type { RetryEffect } from "@/lib/api/contracts/runs";
import type { ServiceContext } from "@/lib/db/scoped";
import type { RetriedRun, RetryPlan } from "@/lib/services/runs/plan-retry";
import { nodeName } from "@/lib/services/runs/present-run";
import { effectPrefix } from "@/lib/services/runs/run-node";
import { versionGraph } from "@/lib/services/runs/version-graph";

/**
 * What the steps that run again have done outside, and what a retry makes of each: done is kept unless it is to be repeated,
 * refused is tried again, and what nobody knows needs a person's word.
 */
export async function retryEffects(args: {
  ctx: ServiceContext;
  run: RetriedRun;
  plan: RetryPlan;
}): Promise<RetryEffect[]> {
  const { ctx, run, plan } = args;
  if (plan.again.length === 0) return [];
  const graph = await versionGraph({ ctx, versionId: run.version_id });
  const keys = plan.again.map((place) => effectPrefix({ rootRunId: run.root_run_id, ...place }));
  const { rows } = await sql<{
    kind: string;
    status: string;
    error: string | null;
    message_id: string | null;
    to_address: string | null;
    nr: number;
  }>`
    select e.kind, e.status, e.error, e.message_id, m.to_address, p.nr
      from unnest(${keys}::text[]) with ordinality as p (prefix, nr)
      join public.effects e on e.workspace_id = ${ctx.workspaceId} and starts_with(e.key, p.prefix)
      left join public.messages m on m.workspace_id = e.workspace_id and m.id = e.message_id
     order by p.nr, e.key`.execute(ctx.db);
  return rows.map((row) => {
    const step = plan.again[row.nr - 1]!;
    // Where a token stands with another visit number, the step has new keys.
    const renewed = plan.places.some(
      (place) => place.nodeId === step.nodeId && place.path === step.path && place.visit > step.visit,
    );
    const status = row.status as RetryEffect["status"];
    return {
      kind: row.kind,
      node_id: step.nodeId,
      name: nodeName({ graph, nodeId: step.nodeId }),
      visit: step.visit,
      status,
      outcome: outcomeOf({ status, repeats: plan.ownRoot || renewed }),
      to: row.to_address,
      reason: row.error,
      message_id: row.message_id,
    };
  });
}

function outcomeOf({ status, repeats }: { status: RetryEffect["status"]; repeats: boolean }): RetryEffect["outcome"] {
  if (status === "unknown") return "asks";
  // What a dead owner left is claimed again by the ledger's own rules.
  if (status === "failed" || status === "claimed") return "tried_again";
  return repeats ? "repeated" : "kept";
}
