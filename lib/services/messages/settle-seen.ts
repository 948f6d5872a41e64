import { sql } from "kysely";
import { findSettling } from "@/lib/db/maintain";
import { commitAsWorker } from "@/lib/services/commit";

const BATCH = 200;

/**
 * Counts the opens and clicks that had to settle and of which nothing turned out: from here on they are a person's, at the moment
 * they happened, and triggers, waits and scores see them.
 * @param guarded runs the work of one workspace so that its failure stops no other
 * @returns how many were settled; a full batch means that there may be more
 */
export async function settleSeen({
  guarded,
}: {
  guarded: (args: { at: string; workspaceId: string; work: () => Promise<void> }) => Promise<void>;
}): Promise<number> {
  let settled = 0;
  for (const workspaceId of await findSettling({ limit: BATCH }))
    await guarded({
      at: "settle-seen",
      workspaceId,
      work: async () => {
        settled += await commitAsWorker({
          workspaceId,
          source: "email",
          fn: async ({ db }) => {
            const { rows } = await sql<{
              n: number;
            }>`select private.settle_seen(${workspaceId}, ${BATCH}) as n`.execute(db);
            return rows[0]?.n ?? 0;
          },
        });
      },
    });
  return settled;
}
