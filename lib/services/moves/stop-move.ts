import type { Move } from "@/lib/api/contracts/moves";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { getMove } from "@/lib/services/moves/get-move";

/**
 * Moves nobody else: whoever has not been decided about stays on the version he is in, also where a provider's answer is
 * awaited. @throws AppError 409 when it has ended; 404
 */
export async function stopMove({ ctx, input }: { ctx: ServiceContext; input: { id: string } }): Promise<Move> {
  const found = await getMove({ ctx, input });
  await requireAccess({ ctx, workflowId: found.workflow_id, to: "publish" });
  const { numUpdatedRows } = await ctx.db
    .updateTable("workflow_moves")
    .set({ status: "stopped", ended_at: ctx.now })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .where("status", "=", "running")
    .executeTakeFirst();
  const move = await getMove({ ctx, input });
  if (numUpdatedRows === 0n) throw new AppError("conflict", `This has already ended: ${move.status}.`);
  return move;
}
