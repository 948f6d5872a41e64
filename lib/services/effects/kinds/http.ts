import { EgressError } from "@/lib/net/egress-error";
import { sendRequest } from "@/lib/net/send-request";
import type { EffectOutcome, HttpEffect } from "@/lib/nodes/effects";
import type { ClaimedEffect, EffectKind } from "@/lib/services/effects/effect-kind";
import { hideSecrets } from "@/lib/services/effects/kinds/hide-secrets";
import { judgeAnswer } from "@/lib/services/effects/kinds/judge-answer";
import { openSecrets } from "@/lib/services/secrets/open-secrets";

type Frozen = Omit<HttpEffect, "kind">;

/**
 * A request to another system. The ledger keeps the exact bytes; secrets stand in it by reference and are put in when it leaves.
 * Repeated only where repeating is harmless: by the method (RFC 9110 9.2.2), or because the author says that the receiver
 * honours the Idempotency-Key, which is the effect's id.
 */
export const http: EffectKind<HttpEffect> = {
  kind: "http",
  freeze: async ({ effect: { kind: _kind, ...request } }) => ({ provider: "http", request, messageId: null }),
  whenInterrupted: ({ request }) => ((request as Frozen).repeatable ? "repeat" : "unknown"),
  perform,
};

async function perform({ workspaceId, effectId, request }: ClaimedEffect): Promise<EffectOutcome> {
  const { method, url, headers, secrets, body, repeatable, success, timeoutSeconds, mapping } = request as Frozen;
  const opened = await openSecrets({ workspaceId, ids: secrets.map(({ secretId }) => secretId) });
  const missing = secrets.find(({ secretId }) => !opened.has(secretId));
  if (missing) return refused(`The secret for "${missing.name}" was deleted. Choose another one in this step.`);
  try {
    const answer = await sendRequest({
      method,
      url,
      headers: { ...headers, "Idempotency-Key": effectId },
      secrets: secrets.map(({ in: place, name, secretId, prefix = "" }) => {
        const { value, hosts, name: label } = opened.get(secretId)!;
        return { in: place, name, value: `${prefix}${value}`, hosts, label };
      }),
      body,
      timeoutMs: timeoutSeconds * 1000,
    });
    const values = [...opened.values()].map(({ value }) => value);
    return judgeAnswer({ answer: hideSecrets({ answer, values }), success, repeatable, mapping });
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    if (error.code === "refused") return refused(error.message);
    if (!error.sent) return { status: "failed", reason: error.message, retryable: true };
    if (repeatable) return { status: "failed", reason: error.message, retryable: true, ambiguous: true };
    return {
      status: "unknown",
      reason: `${error.message} The receiver may have done it, so the request is not made again blindly.`,
    };
  }
}

const refused = (reason: string): EffectOutcome => ({ status: "failed", reason, retryable: false });
