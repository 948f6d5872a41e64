import type { ServiceContext } from "@/lib/db/scoped";
import { env } from "@/lib/env";
import type { EmailProviderName } from "@/lib/providers/email/email-provider";

/**
 * Who delivers this workspace's email: its own connection, Resend before a mail server, because repeats are safe there; without
 * one the built-in mailbox, which exists in embedded mode only.
 */
export async function pickProvider(ctx: ServiceContext): Promise<EmailProviderName | null> {
  const connection = await ctx.db
    .selectFrom("connections")
    .select("provider")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("provider", "in", ["resend", "smtp"])
    .orderBy("provider")
    .executeTakeFirst();
  if (connection) return connection.provider as "resend" | "smtp";
  return env().mode === "embedded" ? "local" : null;
}
