import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { presentWorkflow, type WorkflowRow } from "@/lib/services/workflows/present";

/** Refuses an edit that was based on an older revision, and hands back what is stored now. Without a revision nothing is compared. */
export async function requireRevision({
  ctx,
  row,
  revision,
}: {
  ctx: ServiceContext;
  row: WorkflowRow;
  revision: number | undefined;
}): Promise<void> {
  if (revision === undefined || revision === row.revision) return;
  throw new AppError("revision_conflict", "This workflow was changed by someone else since you opened it.", {
    details: { current: await presentWorkflow({ ctx, row }) },
  });
}
