import { sessionUser } from "@/lib/auth/session";
import { findApiKey, myMemberships } from "@/lib/db/lookup";
import type { Actor } from "@/lib/db/scoped";
import { AppError } from "@/lib/errors";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { sha256 } from "@/lib/secrets";

/**
 * Finds out who asks: `Authorization: Bearer ll_…` (the key names its workspace), or the session cookie plus `X-Workspace` (id or slug).
 * @throws AppError 401 without either, 403 for a foreign workspace or a cross-site write, 400 when X-Workspace is missing
 */
export async function authenticate(request: Request): Promise<Actor> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer (ll_[A-Za-z0-9_-]{20,120})$/.exec(authorization)?.[1];
    const key = token ? await findApiKey(sha256(token)) : null;
    if (!key) throw new AppError("unauthenticated", "This API key is not valid, has expired or was revoked.");
    return { kind: "key", keyId: key.id, role: key.role, scopes: key.scopes, workspaceId: key.workspaceId };
  }
  requireSameOrigin(request);
  const user = await sessionUser(request);
  if (!user) throw new AppError("unauthenticated", "Sign in first, or send an API key.");
  const wanted = request.headers.get("x-workspace");
  if (!wanted)
    throw new AppError("bad_request", "Name the workspace in the header X-Workspace (its id or short name).");
  const membership = (await myMemberships(user.id)).find((m) => m.slug === wanted || m.workspaceId === wanted);
  if (!membership) throw new AppError("forbidden", "You are not a member of this workspace.");
  return { kind: "user", userId: user.id, role: membership.role, workspaceId: membership.workspaceId };
}
