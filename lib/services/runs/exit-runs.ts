import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import { closeRuns } from "@/lib/services/runs/close-runs";

/** Ends every run of a contact that has not ended. The caller holds the contact's lock. */
export async function exitRuns({ ctx, subjectId, reason }: { ctx: ServiceContext; subjectId: string; reason: string }) {
  const runs = await ctx.db
    .selectFrom("workflow_runs")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("subject_id", "=", subjectId)
    .where(sql<boolean>`status in ('running', 'waiting', 'held')`)
    .forUpdate()
    .execute();
  await closeRuns({ ctx, runIds: runs.map((run) => run.id), status: "exited", reason });
}
