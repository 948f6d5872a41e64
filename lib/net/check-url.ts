import { isIP } from "node:net";
import { env } from "@/lib/env";
import { EgressError, refusedAddress } from "@/lib/net/egress-error";
import { isPublicAddress } from "@/lib/net/is-public-address";

/** Names that resolvers answer from the own machine or network, whatever a public one would say (RFC 6761, 6762, 8375, ICANN). */
const OWN_NAMES =
  /(^|\.)(localhost|localdomain|local|internal|intranet|lan|corp|home|private|home\.arpa|in-addr\.arpa|ip6\.arpa)$/;

export interface CheckedUrl {
  url: URL;
  /** The host without brackets. */
  host: string;
  /** The operator listed this host and port in EGRESS_ALLOW: no address check applies. */
  allowed: boolean;
}

/**
 * Reads an address the way browsers do (WHATWG), so that every spelling of an IP address becomes its plain one, and refuses what
 * may not be called: other schemes, credentials, IP literals that are not public, names of the own network, this installation.
 * Names are checked again when they are resolved.
 * @throws EgressError `refused`, naming what to change
 */
export function checkUrl(text: string): CheckedUrl {
  const url = parsed(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new EgressError("refused", `An address must begin with https:// or http://, not "${url.protocol}".`);
  if (url.username !== "" || url.password !== "")
    throw new EgressError("refused", "An address must not hold a user name or password. Use a header with a secret.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  if (env().egressAllow.includes(`${url.hostname}:${port}`)) return { url, host, allowed: true };
  if (isIP(host)) {
    if (!isPublicAddress(host)) throw refusedAddress(host);
  } else {
    const name = host.replace(/\.+$/, "");
    if (!name.includes(".") || OWN_NAMES.test(name)) throw refusedAddress(host);
    if (name === new URL(env().baseUrl).hostname.replace(/\.+$/, "")) throw refusedAddress(host);
  }
  return { url, host, allowed: false };
}

function parsed(text: string): URL {
  try {
    return new URL(text.trim());
  } catch {
    throw new EgressError("refused", `"${text.slice(0, 200)}" is not a web address. Begin it with https://.`);
  }
}
