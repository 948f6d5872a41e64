import { cookies as nextCookies } from "next/headers";
import { endsWithin, readAccessToken, type SessionUser } from "@/lib/auth/access-token";
import { authClient, type CookiePair, readCookies, SESSION_COOKIE } from "@/lib/auth/server";
import { env } from "@/lib/env";

export type { SessionUser } from "@/lib/auth/access-token";

/**
 * Who is signed in, or null. Costs no call while the access token is fresh; an expired one is renewed, and the new session
 * is written to the answer where that is possible (route handlers; pages cannot set cookies).
 * @param request where the cookies are read from; without it they are the ones of the page being rendered
 */
export async function sessionUser(request?: Request): Promise<SessionUser | null> {
  const scope = await requestScope();
  return identify({ cookies: request ? readCookies(request) : (scope?.getAll() ?? []), scope });
}

/**
 * The same for answers that have begun already, such as live streams: a session about to expire counts as none, because a
 * renewal could no longer reach the browser, and using its old token twice ends a hosted session. The browser comes back by itself.
 */
export async function unrenewedUser(request: Request): Promise<SessionUser | null> {
  const cookies = readCookies(request);
  // The client renews what ends within 90 seconds (auth-js, EXPIRY_MARGIN_MS).
  return endsWithin({ cookies, seconds: 95 }) ? null : identify({ cookies, scope: null });
}

async function identify({
  cookies,
  scope,
}: {
  cookies: CookiePair[];
  scope: Scope | null;
}): Promise<SessionUser | null> {
  if (!cookies.some(({ name }) => name.startsWith(SESSION_COOKIE))) return null;
  if (env().mode === "embedded") {
    const local = readAccessToken({ cookies });
    if (local.state === "valid") return local.user;
    if (local.state === "none") return null;
  }
  return renew({ cookies, scope });
}

/** Asks Supabase Auth: verifies against its published keys (hosted) and renews what has expired. */
async function renew({ cookies, scope }: { cookies: CookiePair[]; scope: Scope | null }): Promise<SessionUser | null> {
  const client = authClient({
    cookies,
    setCookies: (changed) => {
      // While a page is rendered cookies are read-only; proxy.ts has renewed the session before it, where it runs.
      try {
        for (const { name, value, options } of changed) scope?.set(name, value, options);
      } catch {}
    },
  });
  const { data } = await client.auth.getClaims();
  const claims = data?.claims;
  return claims?.sub ? { id: claims.sub, email: String(claims.email ?? "") } : null;
}

type Scope = Awaited<ReturnType<typeof nextCookies>>;

/** The cookies of the request Next is working on; null in tests and scripts, where there is none. */
async function requestScope(): Promise<Scope | null> {
  try {
    return await nextCookies();
  } catch (error) {
    // Next stops prerendering by throwing from here: that one must pass.
    if ((error as { digest?: string }).digest) throw error;
    return null;
  }
}
