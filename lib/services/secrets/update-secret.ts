import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { secrets } from "@/lib/api/contracts/secrets";
import type { ServiceContext } from "@/lib/db/scoped";
import { invalid, notFound } from "@/lib/errors";
import { encryptSecret } from "@/lib/secrets";
import { refuseTakenName } from "@/lib/services/secrets/refuse-taken-name";
import { secretColumns } from "@/lib/services/secrets/secret-columns";

/**
 * Changes a secret. New hosts need the value again: whoever may edit the list must not be able to send a secret he does not
 * know to a host of his own.
 * @throws AppError 404, 422
 */
export async function updateSecret({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof secrets.update>;
}): Promise<Answer<typeof secrets.update>> {
  const found = await ctx.db
    .selectFrom("secrets")
    .select(["id", "hosts"])
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", input.id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw notFound("secret");
  const added = (input.hosts ?? []).filter((host) => !found.hosts.includes(host));
  if (added.length > 0 && input.value === undefined)
    throw invalid("value", `To let this secret go to ${added.join(", ")}, give the secret itself again.`);
  if (input.name !== undefined) await refuseTakenName({ ctx, name: input.name, id: found.id });
  return ctx.db
    .updateTable("secrets")
    .set({
      ...(input.name !== undefined && { name: input.name }),
      ...(input.hosts !== undefined && { hosts: input.hosts }),
      ...(input.value !== undefined && {
        sealed: encryptSecret({ plain: input.value, boundTo: `${ctx.workspaceId}/${found.id}` }),
      }),
      updated_at: ctx.now,
    })
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", found.id)
    .returning(secretColumns)
    .executeTakeFirstOrThrow();
}
