import type { Answer } from "@/lib/api/contract";
import type { connections } from "@/lib/api/contracts/connections";
import type { ServiceContext } from "@/lib/db/scoped";
import { pickProvider } from "@/lib/services/messages/pick-provider";

export const connectionColumns = [
  "id",
  "provider",
  "name",
  "status",
  "last_error",
  "created_at",
  "updated_at",
] as const;

/** Connected providers, and who delivers email right now. */
export async function listConnections({ ctx }: { ctx: ServiceContext }): Promise<Answer<typeof connections.list>> {
  const rows = await ctx.db
    .selectFrom("connections")
    .select(connectionColumns)
    .where("workspace_id", "=", ctx.workspaceId)
    .execute();
  return { data: rows as Answer<typeof connections.list>["data"], email_provider: (await pickProvider(ctx)) ?? "none" };
}
