import { isIP } from "node:net";
import { env } from "@/lib/env";

/**
 * The address a request came from, or null when it cannot be known: callers write X-Forwarded-For themselves, so only the
 * entry that the outermost of our own TRUSTED_PROXY_HOPS proxies added counts.
 */
export function clientAddress(request: Request): string | null {
  const hops = env().trustedProxyHops;
  if (hops === 0) return null;
  const entry = (request.headers.get("x-forwarded-for") ?? "").split(",").at(-hops)?.trim() ?? "";
  return isIP(entry) ? entry : null;
}
