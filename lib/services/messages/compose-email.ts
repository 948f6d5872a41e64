import { renderEmail } from "@/lib/email/render-email";
import { env } from "@/lib/env";
import type { EmailEffect } from "@/lib/nodes/effects";
import type { RunState } from "@/lib/nodes/facts";
import type { EmailRequest } from "@/lib/providers/email/email-provider";
import { signToken } from "@/lib/tokens";

/** The sender identity of a workspace, as its row holds it. */
export interface Sender {
  name: string;
  slug: string;
  sender_name: string | null;
  sender_email: string | null;
  reply_to: string | null;
  postal_address: string | null;
}

/**
 * Makes the exact mail: body in the layout, footer, List-Unsubscribe headers for marketing (RFC 2369 and RFC 8058).
 * @param local true when the built-in mailbox delivers, which may stand in for a missing sender address
 * @throws Error in words when the sender is not set up
 */
export async function composeEmail({
  effect,
  state,
  sender,
  messageId,
  local,
}: {
  effect: EmailEffect;
  state: RunState;
  sender: Sender;
  messageId: string;
  local: boolean;
}): Promise<EmailRequest> {
  const address = sender.sender_email ?? (local ? `hello@${sender.slug}.example` : null);
  if (!address) throw new Error("The workspace has no sender address yet. Set it in Settings.");
  const marketing = effect.purpose === "marketing";
  if (marketing && !sender.postal_address && !local)
    throw new Error("Marketing email needs a postal address. Set it in Settings.");
  const name = sender.sender_name ?? sender.name;
  const token = signToken({ purpose: "unsubscribe", data: { w: state.workspace.id, m: messageId } });
  const unsubscribeUrl = marketing ? `${env().baseUrl}/u/${token}` : null;
  const subject = effect.subject.trim() || "(no subject)";
  const made = await renderEmail({
    subject,
    body: effect.body,
    preheader: effect.preheader ?? "",
    footer: { senderName: name, postalAddress: sender.postal_address ?? "", unsubscribeUrl },
  });
  const replyTo = effect.replyTo || sender.reply_to;
  return {
    from: `${quoted(name)} <${address}>`,
    to: effect.to,
    ...(replyTo ? { replyTo } : {}),
    subject,
    html: made.html,
    text: made.text,
    headers: {
      "X-Entity-Ref-ID": messageId,
      ...(unsubscribeUrl
        ? { "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
        : {}),
    },
  };
}

// RFC 5322 3.2.4: a display name with special characters is a quoted string.
function quoted(name: string): string {
  const clean = name.replace(/[\r\n]+/g, " ").trim();
  return /^[\w !#$%&'*+/=?^`{|}~-]*$/.test(clean) ? clean : `"${clean.replace(/[\\"]/g, "\\$&")}"`;
}
