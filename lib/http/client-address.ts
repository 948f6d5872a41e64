import { env } from "@/lib/env";

/**
 * The visitor's address: the entry TRUSTED_PROXY_HOPS from the right of X-Forwarded-For, because clients can write the
 * others themselves. Null when no proxy is trusted (the default): then it is not known.
 */
export function clientAddress(headers: Headers): string | null {
  const hops = env().trustedProxyHops;
  if (hops < 1) return null;
  const chain = (headers.get("x-forwarded-for") ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return chain.at(-hops) ?? null;
}
