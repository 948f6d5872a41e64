import type { RunAnswer } from "@/lib/api/contracts/runs";

type Asked = { token: Pick<RunAnswer["tokens"][number], "status" | "due_at">; now: number | null };

/**
 * What a member can do about a place where a run stands, at `now` in milliseconds (null before the clock is read): end a wait
 * early; start what is ready, held, or overdue.
 */
export function tokenMoves({ token, now }: Asked): { skip: boolean; wake: boolean } {
  const overdue = token.due_at !== null && now !== null && Date.parse(token.due_at) <= now;
  const waiting = token.status === "waiting";
  return { skip: waiting, wake: token.status === "held" || token.status === "ready" || (waiting && overdue) };
}
