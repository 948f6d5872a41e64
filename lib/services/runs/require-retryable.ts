import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";

const words: Record<string, string> = {
  archived: "This workflow is archived, so its runs cannot be tried again. Restore and publish it first.",
  stopped:
    "This workflow is stopped and lets nobody in, so its runs cannot be tried again. Publish or resume it first.",
};

/** A retry is a new run, so a workflow that lets nobody in starts none. @throws AppError 409 when it is archived or stopped */
export async function requireRetryable({
  ctx,
  workflowId,
}: {
  ctx: ServiceContext;
  workflowId: string;
}): Promise<void> {
  const { status } = await ctx.db
    .selectFrom("workflows")
    .select("status")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", workflowId)
    .executeTakeFirstOrThrow();
  const refusal = words[status];
  if (refusal) throw new AppError("conflict", refusal);
}
