import type { Provider } from "@/lib/api/contracts/connection-fields";
import { asWorker, type ServiceContext } from "@/lib/db/scoped";
import { decryptSecret } from "@/lib/secrets";

/** A connection with its secret fields readable. `config` holds the public fields, `secret` the others, by their names. */
export interface OpenConnection {
  id: string;
  config: Record<string, string>;
  secret: Record<string, string>;
}

/**
 * The workspace's connection to a provider, opened, or null when there is none. Give the `ctx` of an open transaction, or the
 * workspace's id where none is open (performing an effect). Never log or return what is in `secret`.
 */
export async function openConnection(
  args: { provider: Provider } & ({ ctx: ServiceContext } | { workspaceId: string }),
): Promise<OpenConnection | null> {
  if ("ctx" in args) return readConnection(args);
  const { provider, workspaceId } = args;
  return (await asWorker({ workspaceId, fn: (ctx) => readConnection({ ctx, provider }) })).value;
}

async function readConnection({ ctx, provider }: { ctx: ServiceContext; provider: Provider }) {
  const row = await ctx.db
    .selectFrom("connections")
    .select(["id", "secret", "config"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("provider", "=", provider)
    .executeTakeFirst();
  if (!row?.secret) return null;
  const plain = decryptSecret({ sealed: row.secret, boundTo: `${ctx.workspaceId}/${row.id}` });
  return { id: row.id, config: row.config as Record<string, string>, secret: secretFields(plain) };
}

/** Connections made before there were several fields hold their API key alone. */
function secretFields(plain: string): Record<string, string> {
  return plain.startsWith("{") ? (JSON.parse(plain) as Record<string, string>) : { api_key: plain };
}
