import type { Answer } from "@/lib/api/contract";
import type { connections } from "@/lib/api/contracts/connections";
import type { ServiceContext } from "@/lib/db/scoped";
import { readConnections } from "@/lib/services/connections/connection-row";
import { pickProvider } from "@/lib/services/messages/pick-provider";

/** Connected providers, and who delivers email right now. */
export async function listConnections({ ctx }: { ctx: ServiceContext }): Promise<Answer<typeof connections.list>> {
  return { data: await readConnections(ctx), email_provider: (await pickProvider(ctx)) ?? "none" };
}
