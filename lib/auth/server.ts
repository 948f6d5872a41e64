import { createServerClient, serializeCookieHeader } from "@supabase/ssr";
import type { SupabaseClient } from "@supabase/supabase-js";
import { liteFetch } from "@/lib/auth/lite";
import { env } from "@/lib/env";

/** Name of the session cookie; a long session is cut into `.0`, `.1` … */
export const SESSION_COOKIE = "leadloom-session";

export interface CookiePair {
  name: string;
  value: string;
}

type SetCookies = (cookies: (CookiePair & { options: object })[]) => void;

/** A Supabase Auth client over the given cookies, for one request. Embedded mode answers it inside this process. */
export function authClient({ cookies, setCookies }: { cookies: CookiePair[]; setCookies: SetCookies }): SupabaseClient {
  const { mode, supabaseUrl, supabaseAnonKey } = env();
  return createServerClient(supabaseUrl, supabaseAnonKey, {
    cookieOptions: sessionCookieOptions(),
    cookies: { getAll: () => cookies, setAll: (changed) => setCookies(changed) },
    ...(mode === "embedded" ? { global: { fetch: liteFetch() } } : {}),
  });
}

/** The library's own default would let scripts read the session. */
function sessionCookieOptions() {
  return {
    name: SESSION_COOKIE,
    httpOnly: true,
    sameSite: "lax",
    secure: env().baseUrl.startsWith("https:"),
    path: "/",
  } as const;
}

/** The client for a route handler: what it changes in the session is collected as Set-Cookie lines for the answer. */
export function requestAuth(request: Request): { client: SupabaseClient; headers: Headers } {
  const headers = new Headers({ "cache-control": "no-store" });
  const client = authClient({
    cookies: readCookies(request),
    setCookies: (changed) => {
      for (const { name, value, options } of changed)
        headers.append("set-cookie", serializeCookieHeader(name, value, options));
    },
  });
  return { client, headers };
}

/** Adds the lines that make this browser forget its session, whatever the sign-in server said. */
export function forgetSession({ request, headers }: { request: Request; headers: Headers }): void {
  for (const { name } of readCookies(request))
    if (name.startsWith(SESSION_COOKIE))
      headers.append("set-cookie", serializeCookieHeader(name, "", { path: "/", maxAge: 0 }));
}

/** The cookies a request carries. */
export function readCookies(request: Request): CookiePair[] {
  return (request.headers.get("cookie") ?? "").split(";").flatMap((part) => {
    const at = part.indexOf("=");
    if (at < 1) return [];
    const value = part.slice(at + 1).trim();
    return [{ name: part.slice(0, at).trim(), value: decode(value) }];
  });
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
