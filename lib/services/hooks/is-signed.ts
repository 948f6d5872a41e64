import type { FoundHook } from "@/lib/db/lookup";
import { decryptSecret } from "@/lib/secrets";
import { verifySignature } from "@/lib/services/hooks/verify-signature";

/** Whether a delivery may come in: signed as its hook asks. A hook that lost its secret takes nothing. */
export function isSigned({ hook, headers, body }: { hook: FoundHook; headers: Headers; body: Uint8Array }): boolean {
  const { signature, sealed, workspaceId, hookId, signatureHeader, now } = hook;
  if (signature === "none") return true;
  if (!sealed) return false;
  const secret = decryptSecret({ sealed, boundTo: `${workspaceId}/${hookId}` });
  return verifySignature({ signature, secret, header: signatureHeader, headers, body, now });
}
