import type { ServiceInput } from "@/lib/api/contract";
import type { runs } from "@/lib/api/contracts/runs";
import { decodeCursor, page } from "@/lib/api/cursor";
import type { ServiceContext } from "@/lib/db/scoped";
import { presentRuns, runRows } from "@/lib/services/runs/present-run";

/** Runs, newest first, by contact, workflow or status. */
export async function listRuns({ ctx, input }: { ctx: ServiceContext; input: ServiceInput<typeof runs.list> }) {
  const cursor = decodeCursor(input.cursor);
  const { contact, workflow, status } = input;
  const rows = await runRows(ctx)
    .$if(contact !== undefined, (query) => query.where("r.contact_id", "=", contact as string))
    .$if(workflow !== undefined, (query) => query.where("r.workflow_id", "=", workflow as string))
    .$if(status !== undefined, (query) => query.where("r.status", "=", status as string))
    .$if(cursor !== null, (query) =>
      query.where((e) =>
        e(e.refTuple("r.created_at", "r.id"), "<", e.tuple(cursor?.at as string, cursor?.id as string)),
      ),
    )
    .orderBy("r.created_at", "desc")
    .orderBy("r.id", "desc")
    .limit(input.limit + 1)
    .execute();
  const { data, next_cursor } = page({ rows, limit: input.limit });
  const count = input.count
    ? await ctx.db
        .selectFrom("workflow_runs as r")
        .select((e) => e.fn.countAll<number>().as("n"))
        .where("r.workspace_id", "=", ctx.workspaceId)
        .$if(contact !== undefined, (query) => query.where("r.contact_id", "=", contact as string))
        .$if(workflow !== undefined, (query) => query.where("r.workflow_id", "=", workflow as string))
        .$if(status !== undefined, (query) => query.where("r.status", "=", status as string))
        .executeTakeFirstOrThrow()
    : null;
  return { data: await presentRuns({ ctx, rows: data }), next_cursor, ...(count ? { count: count.n } : {}) };
}
