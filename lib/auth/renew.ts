import { serializeCookieHeader } from "@supabase/ssr";
import { endsWithin } from "@/lib/auth/access-token";
import { authClient, readCookies } from "@/lib/auth/server";

/**
 * Renews a session whose access token ends within a minute. Returns null when there is nothing to do or the sign-in server
 * does not answer: the page then asks by itself.
 * @returns `cookie` for the request that goes on, `setCookie` lines for the browser
 */
export async function renewSoonEnding(request: Request): Promise<{ cookie: string; setCookie: string[] } | null> {
  const before = readCookies(request);
  if (!endsWithin({ cookies: before, seconds: 60 })) return null;
  const now = new Map(before.map(({ name, value }) => [name, value]));
  const setCookie: string[] = [];
  const client = authClient({
    cookies: before,
    setCookies: (changed) => {
      for (const { name, value, options } of changed) {
        if (value) now.set(name, value);
        else now.delete(name);
        setCookie.push(serializeCookieHeader(name, value, options));
      }
    },
  });
  await client.auth.getSession().catch(() => {});
  if (setCookie.length === 0) return null;
  return { cookie: [...now].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; "), setCookie };
}
