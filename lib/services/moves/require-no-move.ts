import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { moveRows, presentMove } from "@/lib/services/moves/get-move";

/**
 * Another publication would leave those whom a move has not come to where nobody meant them to be. The caller holds the
 * workflow's row, without which no move begins. @throws AppError 409 with `details.move` while one is under way; `advice` says
 * what to do about it
 */
export async function requireNoMove(args: { ctx: ServiceContext; workflowId: string; advice: string }): Promise<void> {
  const { ctx, workflowId, advice } = args;
  const row = await moveRows(ctx)
    .where("m.workflow_id", "=", workflowId)
    .where("m.status", "=", "running")
    .executeTakeFirst();
  if (!row) return;
  const { id, version, total, moved, stayed, left } = presentMove(row);
  const decided = (moved + stayed + left).toLocaleString("en");
  throw new AppError(
    "conflict",
    `People are being moved to version ${version}: ${decided} of ${total.toLocaleString("en")} so far. ${advice}`,
    { details: { move: { id, version, total, moved, stayed, left } } },
  );
}
