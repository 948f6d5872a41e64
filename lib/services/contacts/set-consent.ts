import type { z } from "zod";
import type { ServiceInput } from "@/lib/api/contract";
import type { consent, contacts } from "@/lib/api/contracts/contacts";
import type { ServiceContext } from "@/lib/db/scoped";
import { consentColumns } from "@/lib/services/contacts/list-consents";
import { requireContact } from "@/lib/services/contacts/require-contact";
import { lockConsent } from "@/lib/services/messages/lock-consent";

/**
 * Records a consent. Granting by a member or an API key, who vouch for it, lifts an earlier unsubscribe or STOP of the address on that
 * channel, because the person asked again; a bounce or complaint stays. A job lifts nothing.
 * @throws AppError 404
 */
export async function setConsent({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof contacts.setConsent>;
}) {
  await requireContact({ ctx, id: input.id });
  await lockConsent({ ctx, contactId: input.id });
  const row = await ctx.db
    .insertInto("contact_consents")
    .values({
      workspace_id: ctx.workspaceId,
      contact_id: input.id,
      channel: input.channel,
      status: input.status,
      text: input.text ?? null,
      source: input.source,
      actor_id: ctx.actor?.kind === "user" ? ctx.actor.userId : (ctx.actor?.keyId ?? null),
    })
    .returning(consentColumns)
    .executeTakeFirstOrThrow();
  if (input.status === "granted" && ctx.actor)
    await ctx.db
      .deleteFrom("suppressions")
      .where("workspace_id", "=", ctx.workspaceId)
      .where("channel", "=", input.channel)
      .where("reason", "=", "unsubscribed")
      .where(
        "address",
        "=",
        (e) =>
          e
            .selectFrom("contacts")
            .select(input.channel === "email" ? "email" : "phone")
            .where("workspace_id", "=", ctx.workspaceId)
            .where("id", "=", input.id) as never,
      )
      .execute();
  return row as z.input<typeof consent>;
}
