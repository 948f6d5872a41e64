import type { ServiceInput } from "@/lib/api/contract";
import type { SplitResult, splits } from "@/lib/api/contracts/splits";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid } from "@/lib/errors";
import { requireAccess } from "@/lib/services/collaborators/require-access";
import { liveSplit } from "@/lib/services/splits/live-split";
import { readSplit } from "@/lib/services/splits/read-split";

/** Declares a winner by hand, or opens the split again. @throws AppError 422 for a variant it does not have; 404, 409 before publishing */
export async function decideSplit({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof splits.decide>;
}): Promise<SplitResult> {
  const { variants, autoWinner } = await liveSplit({ ctx, workflowId: input.id, nodeId: input.node });
  await requireAccess({ ctx, workflowId: input.id, to: "publish" });
  if (input.variant !== null && !variants.some(({ id }) => id === input.variant))
    throw invalid("variant", `This split has no such variant. It has ${variants.map(({ id }) => id).join(", ")}.`);
  const decided = input.variant !== null;
  await ctx.db
    .updateTable("workflow_splits")
    .set({
      winner: input.variant,
      decided_by: decided ? "member" : null,
      decided_at: decided ? ctx.now : null,
      decided_user: decided && ctx.actor?.kind === "user" ? ctx.actor.userId : null,
      check_at: !decided && autoWinner ? ctx.now : null,
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("workflow_id", "=", input.id)
    .where("node_id", "=", input.node)
    .execute();
  return readSplit({ ctx, input });
}
