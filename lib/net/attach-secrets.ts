import type { CheckedUrl } from "@/lib/net/check-url";

/** A secret that travels as a header or as a query parameter, and the hosts it may go to. */
export interface CarriedSecret {
  /** How the workspace calls it; only this is ever shown. */
  label: string;
  in: "header" | "query";
  name: string;
  value: string;
  /** Host names in lower case; `*.example.com` stands for every name below it. */
  hosts: string[];
}

/** Whether a secret may go to this address: its host is on the list, and nobody on the way can read it. */
export function mayCarry({ secret, to }: { secret: Pick<CarriedSecret, "hosts">; to: CheckedUrl }): boolean {
  if (to.url.protocol !== "https:" && !to.allowed) return false;
  const host = to.host.replace(/\.+$/, "");
  return secret.hosts.some((one) => (one.startsWith("*.") ? host.endsWith(one.slice(1)) : host === one));
}

/** The URL and headers of one hop with the secrets that may go there; the others stay behind. */
export function attachSecrets({ secrets, to }: { secrets: CarriedSecret[]; to: CheckedUrl }): {
  url: URL;
  headers: Record<string, string>;
} {
  const url = new URL(to.url);
  const headers: Record<string, string> = {};
  for (const secret of secrets) {
    if (!mayCarry({ secret, to })) continue;
    if (secret.in === "header") headers[secret.name.toLowerCase()] = secret.value;
    else url.searchParams.set(secret.name, secret.value);
  }
  return { url, headers };
}
