import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, notFound } from "@/lib/errors";
import { lockSubject } from "@/lib/services/runs/subject-lock";

export interface OpenToken {
  id: string;
  status: string;
  held_by: string | null;
  held_for: string | null;
  /** When its open wait ends at the latest; null without one. */
  due_at: string | null;
  wait: string | null;
}

/**
 * Takes the contact's lock and the run's row, as every step does, and reads its tokens; with `tokenId` that one alone.
 * @throws AppError 409 when the run has ended; 422 naming `token_id`; 404
 */
export async function openRun(args: {
  ctx: ServiceContext;
  id: string;
  tokenId?: string;
}): Promise<{ id: string; status: string; tokens: OpenToken[] }> {
  const { ctx, id, tokenId } = args;
  const find = () =>
    ctx.db
      .selectFrom("workflow_runs")
      .select(["id", "status", "subject_id"])
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id);
  const found = await find().executeTakeFirst();
  if (!found) throw notFound("run");
  await lockSubject({ ctx, subjectId: found.subject_id });
  const run = await find().forUpdate().executeTakeFirstOrThrow();
  if (!["running", "waiting", "held"].includes(run.status))
    throw new AppError("conflict", `This run has already ended: ${run.status}.`);
  const tokens = await ctx.db
    .selectFrom("workflow_tokens as t")
    .leftJoin("workflow_waits as w", (join) =>
      join
        .onRef("w.workspace_id", "=", "t.workspace_id")
        .onRef("w.token_id", "=", "t.id")
        .on("w.resolved_at", "is", null),
    )
    .select(["t.id", "t.status", "t.held_by", "t.held_for", "w.due_at", "w.kind as wait"])
    .where("t.workspace_id", "=", ctx.workspaceId)
    .where("t.run_id", "=", run.id)
    .where("t.status", "!=", "done")
    .$if(tokenId !== undefined, (query) => query.where("t.id", "=", tokenId as string))
    .orderBy("t.id")
    .execute();
  if (tokenId !== undefined && tokens.length === 0)
    throw new AppError("validation", "This run has no such token any more.", {
      fields: [{ path: "token_id", message: "Choose one of the places where the run stands now." }],
    });
  return { ...run, tokens };
}

/** A run whose token has been made ready is under way again. */
export async function goesOn(args: { ctx: ServiceContext; id: string }): Promise<void> {
  await args.ctx.db
    .updateTable("workflow_runs")
    .set({ status: "running" })
    .where("workspace_id", "=", args.ctx.workspaceId)
    .where("id", "=", args.id)
    .where("status", "in", ["waiting", "held"])
    .execute();
}
