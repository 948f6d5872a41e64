import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";

/** Tags in use, most used first, at most 500. */
export async function listTags({ ctx }: { ctx: ServiceContext }) {
  const { rows } = await sql<{ tag: string; contacts: number }>`
    select tag, count(*) as contacts from contacts, unnest(tags) as tag
     where workspace_id = ${ctx.workspaceId} and deleted_at is null group by tag order by contacts desc, tag limit 500`.execute(
    ctx.db,
  );
  return { data: rows };
}
