import { serializeCookieHeader } from "@supabase/ssr";
import { type CookiePair, readCookies } from "@/lib/auth/server";
import { env } from "@/lib/env";
import { readToken, signToken } from "@/lib/tokens";

const COOKIE = "leadloom-new-password";
const MINUTES = 15;

/**
 * The cookie that lets a user choose a new password without the old one, for 15 minutes after following the mailed link.
 * A session alone is not enough: whoever finds a browser signed in must not be able to take the account over.
 */
export function allowNewPassword(userId: string): string {
  const token = signToken({ purpose: "new-password", data: { userId }, expiresAt: Date.now() + MINUTES * 60_000 });
  return cookie({ value: token, maxAge: MINUTES * 60 });
}

/** Ends the permission. */
export const forbidNewPassword = (): string => cookie({ value: "", maxAge: 0 });

/** Whether this request may set a new password for the user. */
export function mayChooseNewPassword({ request, userId }: { request: Request; userId: string }): boolean {
  return holdsPermission({ cookies: readCookies(request), userId });
}

/** The same for a page, from its cookies. */
export function holdsPermission({ cookies, userId }: { cookies: CookiePair[]; userId: string }): boolean {
  const token = cookies.find(({ name }) => name === COOKIE)?.value ?? "";
  return readToken<{ userId: string }>({ purpose: "new-password", token, now: Date.now() })?.userId === userId;
}

function cookie({ value, maxAge }: { value: string; maxAge: number }): string {
  return serializeCookieHeader(COOKIE, value, {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: env().baseUrl.startsWith("https:"),
    maxAge,
  });
}
