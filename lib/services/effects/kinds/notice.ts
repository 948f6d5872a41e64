import { env } from "@/lib/env";
import type { NoticeEffect } from "@/lib/nodes/effects";
import type { EffectKind } from "@/lib/services/effects/effect-kind";
import { email } from "@/lib/services/effects/kinds/email";
import { composeEmail } from "@/lib/services/messages/compose-email";
import { pickProvider } from "@/lib/services/messages/pick-provider";
import { approvalLink } from "@/lib/services/tasks/approval-link";

/** Delivered by the transaction that claimed it: nothing is left to do outside. */
const IN_APP = "app";

/**
 * Tells a member something. The notification in the app is written with the claim, so it is there once; the mail goes out
 * through the workspace's own email provider and is no message to a contact: consent and limits are not asked.
 */
export const notice: EffectKind<NoticeEffect> = {
  kind: "notice",
  async freeze({ ctx, effect, state, effectId }) {
    const member = await ctx.db
      .selectFrom("workspace_members as m")
      .leftJoin("profiles as p", "p.user_id", "m.user_id")
      .select(["m.user_id", "p.email"])
      .where("m.workspace_id", "=", ctx.workspaceId)
      .where("m.user_id", "=", effect.userId)
      .executeTakeFirst();
    if (!member) return skipped("They are not a member of the workspace any more.");
    if (effect.inApp)
      await ctx.db
        .insertInto("notifications")
        .values({
          workspace_id: ctx.workspaceId,
          user_id: effect.userId,
          title: effect.title.slice(0, 300),
          body: effect.body.slice(0, 2000),
          path: effect.path,
        })
        .execute();
    if (!effect.email) return { request: {}, provider: IN_APP, messageId: null };
    if (!member.email) return inAppOnly({ effect, reason: "They have no email address." });
    const provider = await pickProvider(ctx);
    if (!provider)
      return inAppOnly({ effect, reason: "The workspace has no email provider. Connect one in Settings." });
    const sender = await ctx.db
      .selectFrom("workspaces")
      .select(["name", "slug", "sender_name", "sender_email", "reply_to", "postal_address"])
      .where("id", "=", ctx.workspaceId)
      .executeTakeFirstOrThrow();
    const link = effect.taskId
      ? approvalLink({ workspaceId: ctx.workspaceId, taskId: effect.taskId, userId: effect.userId })
      : effect.path === null
        ? null
        : `${env().baseUrl}/w/${encodeURIComponent(sender.slug)}/${effect.path}`;
    try {
      const request = await composeEmail({
        effect: {
          kind: "email",
          purpose: "transactional",
          to: member.email,
          subject: effect.title,
          body: `${effect.body}${link ? `\n\n[${effect.taskId ? "Open and decide" : "Open in Leadloom"}](${link})` : ""}`,
        },
        state,
        sender,
        messageId: effectId,
        local: provider === "local",
      });
      return {
        request: provider === "local" ? { ...request, member: effect.userId } : request,
        provider,
        messageId: null,
      };
    } catch (error) {
      return inAppOnly({ effect, reason: (error as Error).message });
    }
  },
  whenInterrupted: (claim) => (claim.provider === IN_APP ? "repeat" : email.whenInterrupted(claim)),
  async perform(claim) {
    if (claim.provider === IN_APP) return { status: "done", output: { status: "sent", email: false, ...said(claim) } };
    const outcome = await email.perform(claim);
    return outcome.status === "done" ? { ...outcome, output: { ...outcome.output, email: true } } : outcome;
  },
  lookup: (claim) =>
    claim.provider === IN_APP ? Promise.resolve(null) : (email.lookup?.(claim) ?? Promise.resolve(null)),
};

const said = ({ request }: { request: unknown }) => {
  const { reason } = request as { reason?: string };
  return reason ? { reason } : {};
};

/** The notification stands already (approvals have theirs from the task), so a mail that cannot go out is no failure. */
function inAppOnly({ effect, reason }: { effect: NoticeEffect; reason: string }) {
  if (!effect.inApp && !effect.taskId) return skipped(reason);
  return { request: { reason: `No mail: ${reason}` }, provider: IN_APP, messageId: null };
}

const skipped = (reason: string) => ({
  outcome: { status: "skipped" as const, reason, output: { status: "skipped", reason } },
});
