import { createHmac, timingSafeEqual } from "node:crypto";
import { keyFor } from "@/lib/secrets";

/** What a public link may do. A token made for one purpose is worthless for another. */
export type TokenPurpose = "open" | "click" | "unsubscribe" | "form-render" | "new-password" | "approval" | "call";

/**
 * Signs a small payload for a public link: `<payload>.<mac>`, both base64url.
 * @param expiresAt milliseconds since the epoch; without it the token never expires
 */
export function signToken<T extends object>({
  purpose,
  data,
  expiresAt,
}: {
  purpose: TokenPurpose;
  data: T;
  expiresAt?: number;
}): string {
  const payload = Buffer.from(JSON.stringify(expiresAt ? { ...data, exp: expiresAt } : data)).toString("base64url");
  return `${payload}.${mac(purpose, payload)}`;
}

/**
 * Reads a token back. Returns null for anything not signed here for this purpose, or expired at `now` (milliseconds).
 */
export function readToken<T extends object>({
  purpose,
  token,
  now,
}: {
  purpose: TokenPurpose;
  token: string;
  now: number;
}): T | null {
  const match = /^([A-Za-z0-9_-]{2,2000})\.([A-Za-z0-9_-]{43})$/.exec(token);
  if (!match) return null;
  const [, payload, given] = match as unknown as [string, string, string];
  const wanted = mac(purpose, payload);
  // Compared as text: two base64url spellings of the same bytes must not both pass.
  if (!timingSafeEqual(Buffer.from(wanted), Buffer.from(given))) return null;
  const data = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as T & { exp?: number };
  if (data.exp !== undefined && data.exp < now) return null;
  return data;
}

function mac(purpose: TokenPurpose, payload: string): string {
  return createHmac("sha256", keyFor(`token:${purpose}`))
    .update(payload)
    .digest("base64url");
}
