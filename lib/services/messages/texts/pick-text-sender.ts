import type { ServiceContext } from "@/lib/db/scoped";
import { env } from "@/lib/env";

/** The number of the built-in phone that texts come from: a number kept free for fiction. */
export const LOCAL_NUMBER = "+15550100100";

export interface TextSender {
  provider: "twilio" | "local";
  from: string | null;
  messagingServiceSid: string | null;
  /** Where reports go; null for the built-in phone. */
  connectionId: string | null;
}

/**
 * Who carries this workspace's texts and from which number: its Twilio connection; without one the built-in phone, which exists in
 * embedded mode only. `problem` says in words why nobody does.
 */
export async function pickTextSender({
  ctx,
  channel,
}: {
  ctx: ServiceContext;
  channel: "sms" | "whatsapp";
}): Promise<TextSender | { problem: string }> {
  const connection = await ctx.db
    .selectFrom("connections")
    .select(["id", "config"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("provider", "=", "twilio")
    .executeTakeFirst();
  if (!connection) {
    if (env().mode === "embedded")
      return { provider: "local", from: LOCAL_NUMBER, messagingServiceSid: null, connectionId: null };
    return { problem: "This workspace has no provider for text messages yet. Connect Twilio in Settings." };
  }
  const { from_number, whatsapp_from, messaging_service_sid } = connection.config as Record<string, string | undefined>;
  const base = { provider: "twilio", connectionId: connection.id } as const;
  if (channel === "whatsapp") {
    if (whatsapp_from) return { ...base, from: whatsapp_from, messagingServiceSid: null };
    return { problem: "The Twilio connection has no WhatsApp number. Add it in Settings under Connections." };
  }
  if (messaging_service_sid) return { ...base, from: null, messagingServiceSid: messaging_service_sid };
  if (from_number) return { ...base, from: from_number, messagingServiceSid: null };
  return {
    problem:
      "The Twilio connection has neither a phone number nor a messaging service. Add one in Settings under Connections.",
  };
}
