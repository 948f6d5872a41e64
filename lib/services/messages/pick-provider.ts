import type { ServiceContext } from "@/lib/db/scoped";
import { env } from "@/lib/env";

/** Who delivers this workspace's email: its own connection; without one the built-in mailbox, which exists in embedded mode only. */
export async function pickProvider(ctx: ServiceContext): Promise<"local" | "resend" | null> {
  const connection = await ctx.db
    .selectFrom("connections")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("provider", "=", "resend")
    .executeTakeFirst();
  if (connection) return "resend";
  return env().mode === "embedded" ? "local" : null;
}
