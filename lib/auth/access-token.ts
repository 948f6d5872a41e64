import { createHmac, timingSafeEqual } from "node:crypto";
import { type CookiePair, SESSION_COOKIE } from "@/lib/auth/server";
import { env } from "@/lib/env";

export interface SessionUser {
  id: string;
  email: string;
}

/** What a session cookie says before anything is asked: who, or that it has to be renewed, or nothing usable. */
export type LocalAnswer = { state: "valid"; user: SessionUser } | { state: "expired" } | { state: "none" };

/**
 * Checks the access token of the embedded sign-in server without a call: HS256 (RFC 7515, 7519) with the shared secret.
 * @param nowSeconds seconds since the epoch. The machine's clock on purpose: a shifted product clock must not end sessions
 */
export function readAccessToken({
  cookies,
  nowSeconds = Date.now() / 1000,
}: {
  cookies: CookiePair[];
  nowSeconds?: number;
}): LocalAnswer {
  const token = tokenOf(cookies);
  const [head, payload, signature, more] = token?.split(".") ?? [];
  if (!head || !payload || !signature || more !== undefined) return { state: "none" };
  const wanted = createHmac("sha256", env().jwtSecret).update(`${head}.${payload}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return { state: "none" };
  const header = parse(head);
  const claims = parse(payload);
  if (
    header?.alg !== "HS256" ||
    claims?.role !== "authenticated" ||
    typeof claims.sub !== "string" ||
    typeof claims.exp !== "number"
  )
    return { state: "none" };
  if (claims.exp <= nowSeconds) return { state: "expired" };
  return { state: "valid", user: { id: claims.sub, email: String(claims.email ?? "") } };
}

/** Whether the cookies hold a session whose token ends within `seconds`. Reads only; says nothing about whether it is genuine. */
export function endsWithin({ cookies, seconds }: { cookies: CookiePair[]; seconds: number }): boolean {
  const payload = tokenOf(cookies)?.split(".")[1];
  const exp = payload ? parse(payload)?.exp : undefined;
  return typeof exp === "number" && exp - Date.now() / 1000 < seconds;
}

function tokenOf(cookies: CookiePair[]): string | null {
  const session = parseSession(cookies);
  return typeof session?.access_token === "string" ? session.access_token : null;
}

/** `@supabase/ssr` stores the session as "base64-" + base64url of its JSON, cut into numbered cookies when long. */
function parseSession(cookies: CookiePair[]): Record<string, unknown> | null {
  const value = (name: string) => cookies.find((cookie) => cookie.name === name)?.value;
  let text = value(SESSION_COOKIE) ?? "";
  for (let part = 0; ; part++) {
    const chunk = value(`${SESSION_COOKIE}.${part}`);
    if (chunk === undefined) break;
    text += chunk;
  }
  return text.startsWith("base64-") ? parse(text.slice("base64-".length)) : null;
}

function parse(base64url: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(Buffer.from(base64url, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}
