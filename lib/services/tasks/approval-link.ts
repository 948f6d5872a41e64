import { env } from "@/lib/env";
import { readToken, signToken } from "@/lib/tokens";

/** What a link to an approval says: the workspace, the task and the member it was made for. */
export interface ApprovalLink {
  w: string;
  t: string;
  u: string;
}

/** The address where a member decides an approval without signing in. It works while the task is his and open. */
export function approvalLink({
  workspaceId,
  taskId,
  userId,
}: {
  workspaceId: string;
  taskId: string;
  userId: string;
}): string {
  const token = signToken<ApprovalLink>({ purpose: "approval", data: { w: workspaceId, t: taskId, u: userId } });
  return `${env().baseUrl}/a/${token}`;
}

/** Reads the token of such a link; null for anything not signed here for this purpose. @param now milliseconds */
export function readApprovalLink({ token, now }: { token: string; now: number }): ApprovalLink | null {
  return readToken<ApprovalLink>({ purpose: "approval", token, now });
}
