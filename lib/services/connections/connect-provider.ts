import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { connections } from "@/lib/api/contracts/connections";
import type { ServiceContext } from "@/lib/db/scoped";
import { encryptSecret } from "@/lib/secrets";
import { connectionColumns } from "@/lib/services/connections/list-connections";

const names = { resend: "Resend" } as const;

/** Stores a provider's API key, sealed for this row; a second key replaces the first. */
export async function connectProvider({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof connections.connect>;
}): Promise<Answer<typeof connections.connect>> {
  const before = await ctx.db
    .selectFrom("connections")
    .select("id")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("provider", "=", input.provider)
    .forUpdate()
    .executeTakeFirst();
  const id = before?.id ?? ctx.newId();
  const secret = encryptSecret({ plain: input.api_key, boundTo: `${ctx.workspaceId}/${id}` });
  const row = await ctx.db
    .insertInto("connections")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      provider: input.provider,
      name: names[input.provider],
      secret,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .onConflict((c) =>
      c.columns(["workspace_id", "provider"]).doUpdateSet({ secret, status: "untested", last_error: null }),
    )
    .returning(connectionColumns)
    .executeTakeFirstOrThrow();
  return row as Answer<typeof connections.connect>;
}
