import { sql } from "kysely";
import { asWorker } from "@/lib/db/scoped";
import { decryptSecret } from "@/lib/secrets";

/** A secret opened for one request. Never store, log or return it. */
export interface OpenSecret {
  id: string;
  name: string;
  value: string;
  hosts: string[];
}

/**
 * Opens secrets for a request that is about to go out, and notes their use to the minute. Ids that do not exist (any more) are
 * missing from the answer.
 */
export async function openSecrets({
  workspaceId,
  ids,
}: {
  workspaceId: string;
  ids: string[];
}): Promise<Map<string, OpenSecret>> {
  if (ids.length === 0) return new Map();
  const { value: rows } = await asWorker({
    workspaceId,
    fn: async (ctx) => {
      const found = await ctx.db
        .selectFrom("secrets")
        .select(["id", "name", "hosts", "sealed"])
        .where("workspace_id", "=", workspaceId)
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .execute();
      await ctx.db
        .updateTable("secrets")
        .set({ last_used_at: ctx.now })
        .where("workspace_id", "=", workspaceId)
        .where(sql<boolean>`id = any (${ids}::uuid[])`)
        .where(sql<boolean>`(last_used_at is null or last_used_at < ${ctx.now}::timestamptz - interval '1 minute')`)
        .execute();
      return found;
    },
  });
  return new Map(
    rows.map(({ id, name, hosts, sealed }) => [
      id,
      { id, name, hosts, value: decryptSecret({ sealed, boundTo: `${workspaceId}/${id}` }) },
    ]),
  );
}
