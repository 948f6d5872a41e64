import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { hooks } from "@/lib/api/contracts/hooks";
import type { ServiceContext } from "@/lib/db/scoped";
import { notFound } from "@/lib/errors";
import { newSigning } from "@/lib/services/hooks/new-signing";
import { hookColumns, presentHook } from "@/lib/services/hooks/present-hook";

/** Changes an address. Another way of signing makes or takes a new signing secret. @throws AppError 404, 422 */
export async function updateHook({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof hooks.update>;
}): Promise<Answer<typeof hooks.update>> {
  const found = await ctx.db
    .selectFrom("inbound_hooks")
    .select(["id", "signature", "signature_header"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound("webhook address");
  const signature = input.signature ?? (found.signature as "none" | "hmac_sha256" | "standard");
  const signatureHeader = input.signature_header === undefined ? found.signature_header : input.signature_header;
  const renewed = signature !== found.signature || input.secret !== undefined;
  const { columns, made } = newSigning({
    signature,
    signatureHeader,
    secret: input.secret,
    boundTo: `${ctx.workspaceId}/${found.id}`,
  });
  const { sealed, ...rest } = columns;
  const row = await ctx.db
    .updateTable("inbound_hooks")
    .set({
      ...rest,
      ...(renewed && { sealed }),
      ...(input.name !== undefined && { name: input.name }),
      ...(input.id_header !== undefined && { id_header: input.id_header }),
      ...(input.mapping !== undefined && { mapping: input.mapping }),
      updated_at: ctx.now,
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", found.id)
    .returning(hookColumns)
    .executeTakeFirstOrThrow();
  return { ...presentHook(row), ...(renewed && made && { secret: made }) };
}
