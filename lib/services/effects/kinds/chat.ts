import { mayCarry } from "@/lib/net/attach-secrets";
import { checkUrl } from "@/lib/net/check-url";
import { EgressError } from "@/lib/net/egress-error";
import type { Answer } from "@/lib/net/send-once";
import { sendRequest } from "@/lib/net/send-request";
import type { ChatEffect, EffectOutcome } from "@/lib/nodes/effects";
import type { ClaimedEffect, EffectKind } from "@/lib/services/effects/effect-kind";
import { retryAfterSeconds } from "@/lib/services/effects/kinds/retry-after";
import { openSecrets } from "@/lib/services/secrets/open-secrets";
import { cleanText } from "@/lib/text";

type Platform = ChatEffect["platform"];
interface Frozen {
  platform: Platform;
  secretId: string;
  body: string;
}
const TIMEOUT_MS = 15_000;

/**
 * A message to a chat channel by its webhook address, which is a secret. None of the three platforms knows idempotency keys, so
 * an interrupted message is not sent again.
 */
export const chat: EffectKind<ChatEffect> = {
  kind: "chat",
  freeze: async ({ effect: { platform, secretId, text } }) => ({
    provider: platform,
    request: { platform, secretId, body: JSON.stringify(bodies[platform](text)) } satisfies Frozen,
    messageId: null,
  }),
  whenInterrupted: () => "unknown",
  perform,
};

/** Slack: docs.slack.dev "Sending messages using incoming webhooks". Discord: "Execute Webhook". Teams: "Post to a Workflows webhook". */
const bodies: Record<Platform, (text: string) => object> = {
  slack: (text) => ({ text }),
  // Without the list of allowed mentions a contact named @everyone would call everyone.
  discord: (text) => ({ content: text, allowed_mentions: { parse: [] } }),
  teams: (text) => ({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [{ type: "TextBlock", text, wrap: true }],
        },
      },
    ],
  }),
};

async function perform({ workspaceId, request }: ClaimedEffect): Promise<EffectOutcome> {
  const { platform, secretId, body } = request as Frozen;
  const secret = (await openSecrets({ workspaceId, ids: [secretId] })).get(secretId);
  if (!secret) return refused("The secret with the webhook address was deleted. Choose another one in this step.");
  try {
    const to = checkUrl(secret.value);
    if (!mayCarry({ secret, to }))
      return refused(
        `The address in the secret "${secret.name}" is not on one of its hosts (${secret.hosts.join(", ")}) over https. Correct it in Settings, Secrets.`,
      );
    // With wait=true Discord answers when the message is stored, and names it.
    if (platform === "discord") to.url.searchParams.set("wait", "true");
    const answer = await sendRequest({
      method: "POST",
      url: to.url.href,
      headers: { "Content-Type": "application/json" },
      body,
      timeoutMs: TIMEOUT_MS,
    });
    return judged({ platform, answer });
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    if (error.code === "refused") return refused(withoutPath({ text: error.message, secret: secret.value }));
    if (!error.sent) return { status: "failed", reason: error.message, retryable: true };
    return {
      status: "unknown",
      reason: `${error.message} The message may have arrived, so it is not sent again blindly.`,
    };
  }
}

function judged({ platform, answer }: { platform: Platform; answer: Answer }): EffectOutcome {
  const { status, headers } = answer;
  const text = cleanText(answer.body.toString("utf8")).trim();
  const json = parsed(text);
  const name = { slack: "Slack", discord: "Discord", teams: "Teams" }[platform];
  // Office connectors report a refusal by Teams in the body of a 200.
  const inside = platform === "teams" && status === 200 && /returned HTTP error (\d{3})/.exec(text)?.[1];
  const code = inside ? Number(inside) : status;
  if (code >= 200 && code < 300)
    return {
      status: "done",
      output: { status: "sent", platform, ...(json?.id ? { message_id: String(json.id) } : {}) },
    };
  const said = String(json?.message ?? text).slice(0, 200);
  const advice =
    code === 404 || code === 410 || code === 401 || code === 403
      ? " Create a new webhook address there and replace the secret."
      : "";
  const reason = `${name} refused the message (${code}${said ? `: ${said}` : ""}).${advice}`;
  if (code === 429) {
    const seconds = typeof json?.retry_after === "number" ? Math.ceil(json.retry_after) : retryAfterSeconds(headers);
    return { status: "failed", reason, retryable: true, retryAfterSeconds: seconds };
  }
  if (code === 503) return { status: "failed", reason, retryable: true, retryAfterSeconds: retryAfterSeconds(headers) };
  if (code === 408 || code >= 500)
    return {
      status: "unknown",
      reason: `${reason} It may have arrived all the same, so it is not sent again blindly.`,
    };
  return { status: "failed", reason, retryable: false };
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** The whole address is the credential: no message may repeat it. */
const withoutPath = ({ text, secret }: { text: string; secret: string }): string =>
  text.includes(secret.slice(0, 20)) ? "The secret does not hold a web address that begins with https://." : text;

const refused = (reason: string): EffectOutcome => ({ status: "failed", reason, retryable: false });
