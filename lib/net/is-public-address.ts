import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import ipaddr from "ipaddr.js";

/**
 * Ranges that ipaddr.js either calls by another name or lets pass, each with a way to reach an IPv4 address or the own network:
 * NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056), Teredo (RFC 4380), IPv4-compatible and IPv4-translated forms (RFC 4291, RFC 2765),
 * ISATAP is refused by its interface id below, site-local (RFC 3879), documentation (RFC 9637), SRv6 (RFC 9602).
 */
const closed = [
  ...["64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/23", "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96"],
  ...["fec0::/10", "fc00::/7", "fe80::/10", "ff00::/8", "100::/64", "2001:db8::/32", "3fff::/20", "5f00::/16"],
].map((range) => ipaddr.IPv6.parseCIDR(range));

/** IANA gives out global unicast addresses from this range alone. */
const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an IP address (as text, without brackets) is one of the public internet: global unicast, in no range that leads
 * back into a private network, and none of this machine's own.
 */
export function isPublicAddress(address: string): boolean {
  // isIP takes no short forms, which the library would read as something else.
  if (address.includes("%") || isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6) {
    if (!parsed.match(globalUnicast) || closed.some((range) => parsed.match(range))) return false;
    // RFC 5214: an interface id of 0:5efe or 200:5efe carries an IPv4 address.
    if (parsed.parts[5] === 0x5efe && ((parsed.parts[4] ?? 0) & 0xfdff) === 0) return false;
  }
  if (parsed.range() !== "unicast") return false;
  return !ownAddresses().has(parsed.toNormalizedString());
}

function ownAddresses(): Set<string> {
  const all = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return new Set(
    all.flatMap(({ address }) => {
      const bare = address.replace(/%.*$/, "");
      return ipaddr.isValid(bare) ? [ipaddr.parse(bare).toNormalizedString()] : [];
    }),
  );
}
