import type { Answer } from "@/lib/api/contract";
import { fieldsOf, type Provider } from "@/lib/api/contracts/connection-fields";
import type { connections } from "@/lib/api/contracts/connections";
import type { ServiceContext } from "@/lib/db/scoped";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";

const columns = [
  "id",
  "provider",
  "name",
  "config",
  "status",
  "last_error",
  "tested_at",
  "webhook_secret",
  "created_at",
  "updated_at",
] as const;

type Connection = Answer<typeof connections.connect>;

/** The workspace's connections as the API shows them, in the order of the provider table. */
export async function readConnections(ctx: ServiceContext): Promise<Connection[]> {
  const rows = await ctx.db
    .selectFrom("connections")
    .select(columns)
    .where("workspace_id", "=", ctx.workspaceId)
    .orderBy("created_at")
    .execute();
  return rows.map(({ webhook_secret, ...row }) => {
    const provider = row.provider as Provider;
    return {
      ...row,
      provider,
      config: row.config as Connection["config"],
      status: row.status as Connection["status"],
      webhook_url: fieldsOf(provider).webhook ? `${env().baseUrl}/api/webhooks/${provider}/${row.id}` : null,
      has_webhook_secret: webhook_secret !== null,
    };
  });
}

/** One of them. @throws AppError 404 */
export async function readConnectionOf({
  ctx,
  provider,
}: {
  ctx: ServiceContext;
  provider: Provider;
}): Promise<Connection> {
  const found = (await readConnections(ctx)).find((connection) => connection.provider === provider);
  if (!found) throw notFound("connection");
  return found;
}
