import type { ServiceContext } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import type { ApprovalLink } from "@/lib/services/tasks/approval-link";
import { closeTask } from "@/lib/services/tasks/close-task";
import { type AskedApproval, findApproval } from "@/lib/services/tasks/find-approval";
import { holdOpenTask } from "@/lib/services/tasks/task-rows";

/**
 * Decides an approval in the name of the member its link was made for, once; a link that no longer may changes nothing.
 * Answers with the approval as it stands afterwards.
 * @throws AppError 404 when it is gone, or that person is no member any more
 */
export async function decideByLink({
  ctx,
  link,
  decision,
  comment,
}: {
  ctx: ServiceContext;
  link: ApprovalLink;
  decision: "approved" | "rejected";
  comment: string;
}): Promise<AskedApproval> {
  const held = await holdOpenTask({ ctx, id: link.t, kind: "approval" }).catch((error) => {
    // Decided or over: the page says so.
    if (error instanceof AppError && error.code === "conflict") return null;
    throw error;
  });
  if (held && (await findApproval({ ctx, link })).closed === null)
    await closeTask({ ctx, id: link.t, status: "done", outcome: decision, comment, by: link.u });
  return findApproval({ ctx, link });
}
