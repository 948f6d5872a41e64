import type { Answer, ServiceInput } from "@/lib/api/contract";
import { fieldsOf } from "@/lib/api/contracts/connection-fields";
import type { connections } from "@/lib/api/contracts/connections";
import type { ServiceContext } from "@/lib/db/scoped";
import { encryptSecret } from "@/lib/secrets";
import { checkFields } from "@/lib/services/connections/check-fields";
import { readConnectionOf } from "@/lib/services/connections/connection-row";
import { openConnection } from "@/lib/services/connections/open-connection";

/**
 * Stores what a provider needs, its secrets sealed for this row; a second time replaces it. A secret field that is left out
 * keeps what is stored. @throws AppError 422 naming every field that is missing, wrong or none of this provider's
 */
export async function connectProvider({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof connections.connect>;
}): Promise<Answer<typeof connections.connect>> {
  const { provider, webhook_secret: signing, ...given } = input;
  const row = await ctx.db
    .selectFrom("connections")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("provider", "=", provider)
    .forUpdate()
    .executeTakeFirst();
  const before = row ? await openConnection({ ctx, provider }) : null;
  const { config, secret } = checkFields({ provider, given, signing, before });
  const id = row?.id ?? ctx.newId();
  const seal = (plain: string) => encryptSecret({ plain, boundTo: `${ctx.workspaceId}/${id}` });
  const stored = {
    secret: seal(JSON.stringify(secret)),
    config,
    ...(signing === undefined ? {} : { webhook_secret: signing ? seal(signing) : null }),
  };
  await ctx.db
    .insertInto("connections")
    .values({
      ...stored,
      id,
      workspace_id: ctx.workspaceId,
      provider,
      name: fieldsOf(provider).name,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .onConflict((c) =>
      c
        .columns(["workspace_id", "provider"])
        .doUpdateSet({ ...stored, status: "untested", last_error: null, tested_at: null }),
    )
    .execute();
  return readConnectionOf({ ctx, provider });
}
