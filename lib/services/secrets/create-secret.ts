import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { secrets } from "@/lib/api/contracts/secrets";
import type { ServiceContext } from "@/lib/db/scoped";
import { encryptSecret } from "@/lib/secrets";
import { refuseTakenName } from "@/lib/services/secrets/refuse-taken-name";
import { secretColumns } from "@/lib/services/secrets/secret-columns";

/** Stores a secret, sealed for its row. @throws AppError 422 when the name is taken */
export async function createSecret({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof secrets.create>;
}): Promise<Answer<typeof secrets.create>> {
  await refuseTakenName({ ctx, name: input.name, id: null });
  const id = ctx.newId();
  return ctx.db
    .insertInto("secrets")
    .values({
      id,
      workspace_id: ctx.workspaceId,
      name: input.name,
      hosts: input.hosts,
      sealed: encryptSecret({ plain: input.value, boundTo: `${ctx.workspaceId}/${id}` }),
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .returning(secretColumns)
    .executeTakeFirstOrThrow();
}
