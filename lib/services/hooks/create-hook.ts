import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { hooks } from "@/lib/api/contracts/hooks";
import type { ServiceContext } from "@/lib/db/scoped";
import { newSecret } from "@/lib/ids";
import { newSigning } from "@/lib/services/hooks/new-signing";
import { hookColumns, presentHook } from "@/lib/services/hooks/present-hook";

/** Makes an address that another system can post to. @throws AppError 422 */
export async function createHook({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof hooks.create>;
}): Promise<Answer<typeof hooks.create>> {
  const id = ctx.newId();
  const { columns, made } = newSigning({
    signature: input.signature ?? "none",
    signatureHeader: input.signature_header,
    secret: input.secret,
    boundTo: `${ctx.workspaceId}/${id}`,
  });
  const row = await ctx.db
    .insertInto("inbound_hooks")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      name: input.name,
      token: newSecret(24),
      ...columns,
      id_header: input.id_header ?? null,
      mapping: input.mapping ?? { email: "email", phone: "phone", first_name: "first_name", last_name: "last_name" },
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .returning(hookColumns)
    .executeTakeFirstOrThrow();
  return { ...presentHook(row), ...(made && { secret: made }) };
}
