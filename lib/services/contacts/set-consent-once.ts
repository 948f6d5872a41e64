import type { ConsentChannel } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { setConsent } from "@/lib/services/contacts/set-consent";
import { lockConsent } from "@/lib/services/messages/lock-consent";

const LEFT = "The contact unsubscribed on this channel; only the contact or a member can lift that.";

/**
 * Records a consent as a step found it, unless the newest one of the channel says the same. Who unsubscribed is not brought back
 * by a step: nothing is recorded then. @returns `refused`: why not, in words. @throws AppError 404
 */
export async function setConsentOnce({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: {
    id: string;
    channel: ConsentChannel;
    status: "granted" | "denied" | "unsubscribed";
    text: string;
    source: string;
  };
}): Promise<{ changed: boolean; refused: string | null }> {
  await lockConsent({ ctx, contactId: input.id });
  const newest = await ctx.db
    .selectFrom("contact_consents")
    .select("status")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("contact_id", "=", input.id)
    .where("channel", "=", input.channel)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (input.status === "granted" && (newest?.status === "unsubscribed" || (await isStopped({ ctx, input }))))
    return { changed: false, refused: LEFT };
  if (newest?.status === input.status) return { changed: false, refused: null };
  await setConsent({ ctx, input });
  return { changed: true, refused: null };
}

/** Whether somebody with the contact's address has said STOP on the channel. */
async function isStopped(args: {
  ctx: ServiceContext;
  input: { id: string; channel: ConsentChannel };
}): Promise<boolean> {
  const { ctx, input } = args;
  const stopped = await ctx.db
    .selectFrom("contacts as c")
    .innerJoin("suppressions as s", (j) =>
      j
        .onRef("s.workspace_id", "=", "c.workspace_id")
        .onRef("s.address", "=", input.channel === "email" ? "c.email" : "c.phone"),
    )
    .select("s.address")
    .where("c.workspace_id", "=", ctx.workspaceId)
    .where("c.id", "=", input.id)
    .where("s.channel", "=", input.channel)
    .where("s.reason", "=", "unsubscribed")
    .executeTakeFirst();
  return stopped !== undefined;
}
