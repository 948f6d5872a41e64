import { Resolver, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { env } from "@/lib/env";
import { refusedAddress } from "@/lib/net/egress-error";
import { isPublicAddress } from "@/lib/net/is-public-address";

type Found = { address: string; family: number }[];

/**
 * A DNS lookup for one connection: it asks once, refuses the name when any answer is not public, and hands over exactly the
 * addresses it checked, so that a second answer cannot take the connection elsewhere.
 */
export function checkedLookup({ allowed }: { allowed: boolean }): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname)
      .then((found) => {
        if (!allowed && found.some(({ address }) => !isPublicAddress(address))) throw refusedAddress(hostname);
        const [first] = found;
        if (!first) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND" });
        if (options.all) callback(null, found);
        else callback(null, first.address, first.family);
      })
      .catch((error: NodeJS.ErrnoException) => callback(error, options.all ? [] : "", 4));
  };
}

/** The system's resolver, or the name servers the operator gave. */
async function resolve(hostname: string): Promise<Found> {
  const servers = env().egressDns;
  if (servers.length === 0)
    return new Promise((done, fail) =>
      systemLookup(hostname, { all: true }, (error, found) => (error ? fail(error) : done(found))),
    );
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  resolver.setServers(servers);
  const ask = (family: 4 | 6) =>
    new Promise<Found>((done) => {
      const answer = (error: Error | null, found: string[]) =>
        done(error ? [] : found.map((address) => ({ address, family })));
      if (family === 4) resolver.resolve4(hostname, answer);
      else resolver.resolve6(hostname, answer);
    });
  return (await Promise.all([ask(4), ask(6)])).flat();
}
