import { isIP } from "node:net";
import { env } from "@/lib/env";

/**
 * The address a request came from, or null when it cannot be known. Clients write X-Forwarded-For as they like; only what
 * our own proxies added counts: the entry TRUSTED_PROXY_HOPS from the right.
 */
export function clientAddress(request: Request): string | null {
  const hops = env().trustedProxyHops;
  if (hops === 0) return null;
  const entries = (request.headers.get("x-forwarded-for") ?? "").split(",").map((one) => one.trim());
  const address = entries.at(-hops) ?? "";
  return isIP(address) ? address : null;
}
