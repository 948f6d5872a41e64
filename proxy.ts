import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, securityHeaders } from "@/lib/auth/security-headers";

/**
 * Headers of the app's own pages, and a session renewed before the page is drawn (pages cannot set cookies themselves).
 * Nothing is authorised here: handlers, pages and the database decide, with or without this file.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const csp = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next reads the nonce for its own scripts from here.
  headers.set("content-security-policy", csp);
  const renewed = await renewSession(request);
  if (renewed) headers.set("cookie", renewed.cookie);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", csp);
  for (const [name, value] of securityHeaders()) response.headers.set(name, value);
  for (const line of renewed?.setCookie ?? []) response.headers.append("set-cookie", line);
  return response;
}

async function renewSession(request: NextRequest) {
  if (!request.cookies.getAll().some(({ name }) => name.startsWith("leadloom-session"))) return null;
  const { renewSoonEnding } = await import("@/lib/auth/renew");
  return renewSoonEnding(request);
}

/** Pages only: visitors' pages and the API set their own headers, files (all at the top) need none. */
export const config = {
  matcher: [
    "/((?!api/|a/|f/|u/|t/|r/|_next/static/|_next/image|[^/]+\\.(?:svg|png|ico|woff2|js|css|txt|webmanifest)$).*)",
  ],
};
