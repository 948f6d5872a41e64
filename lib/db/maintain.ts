import { pool } from "@/lib/db/connect";

/** What is put in order in all workspaces at once, whatever workspace it is of. Each is one definer function in schema private. */

/** Deletes at most so many rows that were only kept for a while, in all workspaces. @returns how many there were */
export async function forgetOld({ limit }: { limit: number }): Promise<number> {
  const [row] = await pool()`select private.forget_old(${limit}) as gone`;
  return row?.gone as number;
}

/** Settles as unknown what was claimed a day ago in runs that have ended since, across workspaces. Returns how many. */
export async function settleAbandoned({ limit }: { limit: number }): Promise<number> {
  const [row] = await pool()`select private.settle_abandoned(${limit}) as settled`;
  return row?.settled ?? 0;
}

/** Workspaces with opens or clicks of mails that have settled. */
export async function findSettling({ limit }: { limit: number }): Promise<string[]> {
  const rows = await pool()`select workspace_id from private.settling(${limit})`;
  return rows.map((r) => r.workspace_id);
}
