import { env } from "@/lib/env";

/**
 * Where a provider reports what became of a message: the connection's webhook with our reference. Null when this installation has no
 * public address: Twilio refuses a message whose report it could not deliver.
 */
export function statusAddress({ connectionId, messageId }: { connectionId: string; messageId: string }): string | null {
  const { baseUrl } = env();
  const { hostname } = new URL(baseUrl);
  const closed = /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$|\.local$/.test(hostname);
  return closed ? null : `${baseUrl}/api/webhooks/twilio/${connectionId}?m=${messageId}`;
}
