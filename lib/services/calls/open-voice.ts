import { twilioVoice } from "@/lib/providers/voice/twilio-voice";
import type { VoiceProvider } from "@/lib/providers/voice/voice-provider";
import { openConnection } from "@/lib/services/connections/open-connection";

/** The workspace's telephone provider, opened, or null when none is connected. */
export async function openVoice(workspaceId: string): Promise<VoiceProvider | null> {
  const connection = await openConnection({ workspaceId, provider: "twilio" });
  if (!connection) return null;
  return twilioVoice({
    accountSid: connection.config.account_sid ?? "",
    authToken: connection.secret.auth_token ?? "",
  });
}
