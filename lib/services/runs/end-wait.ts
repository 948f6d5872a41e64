import { sql } from "kysely";
import type { ServiceContext } from "@/lib/db/scoped";
import type { Resumed } from "@/lib/nodes/facts";

/** Writes how the open wait of a token ended; it listens for nothing any more. The token itself is the caller's. */
export async function endWait({
  ctx,
  tokenId,
  resumed,
}: {
  ctx: ServiceContext;
  tokenId: string;
  resumed: Resumed;
}): Promise<void> {
  await sql`
    with ended as (
      update public.workflow_waits set resolved_at = ${ctx.now}, resolution = ${JSON.stringify(resumed)}::text::jsonb
       where workspace_id = ${ctx.workspaceId} and token_id = ${tokenId} and resolved_at is null returning id)
    delete from public.workflow_wait_events e using ended where e.workspace_id = ${ctx.workspaceId} and e.wait_id = ended.id
  `.execute(ctx.db);
}
