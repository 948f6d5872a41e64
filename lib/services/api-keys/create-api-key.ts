import type { Answer, ServiceInput } from "@/lib/api/contract";
import type { apiKeys } from "@/lib/api/contracts/api-keys";
import { allScopes } from "@/lib/api/scopes";
import type { ServiceContext } from "@/lib/db/scoped";
import { AppError, invalid } from "@/lib/errors";
import { newSecret } from "@/lib/ids";
import { sha256 } from "@/lib/secrets";
import { keyColumns } from "@/lib/services/api-keys/key-columns";

const rank = { viewer: 1, editor: 2, admin: 3, owner: 4 };

/**
 * Makes an API key. The key is in the answer and nowhere else: its SHA-256 is stored, which is enough for 256 random bits.
 * @throws AppError 422 for an unknown scope or an expiry in the past, 403 for more rights than the caller has
 */
export async function createApiKey({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof apiKeys.create>;
}): Promise<Answer<typeof apiKeys.create>> {
  const known = allScopes();
  const unknown = input.scopes.findIndex((scope) => !known.includes(scope));
  if (unknown >= 0)
    throw invalid(`scopes.${unknown}`, `There is no scope ${input.scopes[unknown]}. Known: ${known.join(", ")}.`);
  if (input.expires_at && Date.parse(input.expires_at) <= Date.parse(ctx.now))
    throw invalid("expires_at", "Choose an instant in the future.");
  await requireOwnRights({ ctx, input });
  const secret = `ll_${newSecret(32)}`;
  const row = await ctx.db
    .insertInto("api_keys")
    .values({
      id: ctx.newId(),
      workspace_id: ctx.workspaceId,
      name: input.name,
      prefix: secret.slice(0, 9),
      hash: sha256(secret),
      role: input.role,
      scopes: [...new Set(input.scopes)].sort(),
      expires_at: input.expires_at,
      created_by: ctx.actor?.kind === "user" ? ctx.actor.userId : null,
    })
    .returning(keyColumns)
    .executeTakeFirstOrThrow();
  return { ...row, role: input.role, secret };
}

/** Nobody hands out more than he has: a key could otherwise make itself a stronger one, or one that outlives it. */
async function requireOwnRights({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ServiceInput<typeof apiKeys.create>;
}): Promise<void> {
  const { actor } = ctx;
  if (!actor || rank[input.role] > rank[actor.role])
    throw new AppError("forbidden", `A key cannot have a higher role than yours.`);
  if (actor.kind !== "key") return;
  const missing = input.scopes.filter((scope) => !actor.scopes.includes(scope));
  if (missing.length > 0)
    throw new AppError("forbidden", `A key cannot hand out scopes it lacks: ${missing.join(", ")}.`);
  const own = await ctx.db
    .selectFrom("api_keys")
    .select("expires_at")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", actor.keyId)
    .executeTakeFirst();
  if (own?.expires_at && (!input.expires_at || Date.parse(input.expires_at) > Date.parse(own.expires_at)))
    throw new AppError("forbidden", `A key cannot make one that outlives it: choose an end up to ${own.expires_at}.`);
}
